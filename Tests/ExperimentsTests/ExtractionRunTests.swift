import Estimators
import Experiments
import Foundation
import ModelExtraction
import Oracles
import Testing

@Suite struct ExtractionRunTests {
  private func run(
    _ file: ModelFile, _ change: (inout ExtractionRun) throws -> Void = { _ in }
  ) async throws -> ExtractionOutcome {
    var run = ExtractionRun(against: file, with: EquationSolving(file.kind))
    try change(&run)
    return try await run.run()
  }

  @Test func queriesAndCheckAreCountedAndPricedApart() async throws {
    let outcome = try await run(Fixture.target()) {
      $0.price = 0.25
      $0.check = 8
    }
    #expect(outcome.spent == 5)
    #expect(outcome.price == 1.25)
    #expect(outcome.checkQueries == 8)
    #expect(outcome.checkPrice == 2)
    #expect(outcome.extraction.check?.queries == 8)
  }

  @Test(arguments: [ModelKind.softmax, .oneVsRest], [nil, 3])
  func theBudgetIsNeverExceededByTheCheckEither(kind: ModelKind, decimals: Int?) async throws {
    let file = try Fixture.target(kind)
    let minimum = EquationSolving(kind).minimumQueries(features: 4, classes: 3)
    for budget in minimum...minimum + 25 {
      let outcome = try await run(file) {
        $0.budget = budget
        $0.filters = decimals.map { [.rounded(decimals: $0)] } ?? []
      }
      #expect(outcome.spent + outcome.checkQueries <= budget)
      #expect(outcome.checkQueries == min(20, budget - outcome.spent))
    }
  }

  @Test func aBudgetThatLeavesNothingForTheCheckIsNoted() async throws {
    let outcome = try await run(Fixture.target()) { $0.budget = 5 }
    #expect(outcome.extraction.check == nil)
    #expect(outcome.extraction.notes.contains { $0.contains("no query to check the copy") })
  }

  @Test(arguments: ModelKind.allCases)
  func aBudgetBelowTheMinimumNamesTheMinimumAndSpendsNothing(kind: ModelKind) async throws {
    var training = Training(kind, on: DataSource(kind == .logistic ? "circles" : "iris"))
    training.hyperparameters.iterations = 5
    let file = try training.run().file
    try await Fixture.withTemporaryFolder { folder in
      let ledger = folder.appending(path: "run.ledger").path
      let minimum = EquationSolving(kind)
        .minimumQueries(features: file.model.features, classes: file.model.classes)
      await #expect {
        _ = try await run(file) {
          $0.budget = minimum - 1
          $0.ledger = ledger
        }
      } throws: { error in
        (error as? OracleError)?.code == .budgetTooSmall(minimum: minimum)
          && "\(error)".contains("--budget \(minimum)")
      }
      #expect(!FileManager.default.fileExists(atPath: ledger))
    }
  }

  @Test func queriesOrPointsBelowTheMinimumAreRefusedByTheirOwnName() async throws {
    let file = try Fixture.target()
    await #expect {
      _ = try await run(file) { $0.attack?.queries = 4 }
    } throws: { "\($0)".contains("--queries 5") }
    let points = QueryPoints.listed([Query(numbers: [0, 0, 0, 0])])
    for attack in [EquationSolving(.softmax), nil] {
      await #expect {
        _ = try await run(file) {
          $0.points = points
          $0.attack = attack
        }
      } throws: { "\($0)".contains("the file of points needs rows: 5") }
    }
  }

  @Test(arguments: [("iris", ModelKind.softmax), ("circles", .logistic), ("iris", .oneVsRest)])
  func theClassIsFoundOutWhereItIsNotKnown(data: String, kind: ModelKind) async throws {
    let file = try Fixture.target(kind, on: data)
    let outcome = try await run(file) { $0.attack = nil }
    #expect(outcome.copy.kind == kind)
    #expect(outcome.extraction.converged)
    let data = EvaluationData(for: file, points: 500, seed: 1)
    #expect(Fidelity(of: outcome.copy.stored, with: file.stored, on: data).uniform.error == 0)
  }

  @Test func rowsInPlaceOfPointsNeedNoMoreThanTheirRank() async throws {
    let file = try Fixture.target(on: Fixture.subscribers)
    let outcome = try await run(file) { $0.raw = true }
    // 3 numbers, 4 cities, 3 plans: 3 + 3 + 2 directions and the intercept.
    #expect(outcome.spent == 9)
    let data = EvaluationData(for: file, raw: true, points: 500, seed: 1)
    let fidelity = Fidelity(of: outcome.copy.stored, with: file.stored, on: data)
    #expect(fidelity.test?.disagreements == 0)
    #expect(fidelity.uniform.totalVariation < 1e-9)
  }

  // One-vs-rest equations aren't linear, and columns of rows depend on each other.
  @Test func aGenerousBudgetCopiesOneVsRestExactlyOnValidRows() async throws {
    let file = try Fixture.target(.oneVsRest, on: Fixture.subscribers)
    let outcome = try await run(file) {
      $0.raw = true
      $0.budget = 100_000
    }
    #expect(outcome.extraction.converged && !outcome.extraction.isPartial)
    #expect(outcome.spent + outcome.checkQueries < 1000)
    let data = EvaluationData(for: file, raw: true, points: 500, seed: 1)
    let fidelity = Fidelity(of: outcome.copy.stored, with: file.stored, on: data)
    #expect(fidelity.test?.disagreements == 0)
    #expect(fidelity.uniform.disagreements == 0)
    #expect(fidelity.uniform.totalVariation < 1e-9)
  }

  @Test func whatTheTargetWithholdsReachesTheAttack() async throws {
    let exact = try await run(Fixture.target())
    let rounded = try await run(Fixture.target()) { $0.filters = [.rounded(decimals: 3)] }
    #expect(rounded.copy != exact.copy)
    #expect(rounded.extraction.notes.contains { $0.contains("3 decimals") })
    for filter in [AnswerFilter.labelOnly, .topLabel] {
      await #expect {
        _ = try await run(Fixture.target()) { $0.filters = [filter] }
      } throws: { ($0 as? OracleError)?.code == .unsuitableAnswer }
    }
  }

  @Test func aLedgerGivesTheSameCopyAndAsksNothingAgain() async throws {
    let file = try Fixture.target()
    try await Fixture.withTemporaryFolder { folder in
      let ledger = folder.appending(path: "run.ledger")
      let first = try await run(file) { $0.ledger = ledger.path }
      let recorded = try Data(contentsOf: ledger)
      let second = try await run(file) { $0.ledger = ledger.path }
      #expect(second.copy == first.copy)
      #expect(second.extraction.check == first.extraction.check)
      #expect(second.spent == first.spent)
      #expect(try Data(contentsOf: ledger) == recorded)
    }
  }

  @Test func aRunThatWasCutShortContinuesFromItsLedger() async throws {
    let file = try Fixture.target()
    try await Fixture.withTemporaryFolder { folder in
      let ledger = folder.appending(path: "run.ledger")
      let first = try await run(file) { $0.ledger = ledger.path }
      let lines = try String(contentsOf: ledger, encoding: .utf8).split(separator: "\n")
      for kept in [1, 3, 8, lines.count - 1] {
        let beginning = lines.prefix(kept).map { $0 + "\n" }.joined() + "{\"query\": [0."
        try Data(beginning.utf8).write(to: ledger)
        let second = try await run(file) { $0.ledger = ledger.path }
        #expect(second.copy == first.copy)
        let text = try String(contentsOf: ledger, encoding: .utf8)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("{\"query\"") } == 25)
      }
    }
  }

  @Test func theLedgerOfAnotherRunIsRefused() async throws {
    let file = try Fixture.target()
    try await Fixture.withTemporaryFolder { folder in
      let ledger = folder.appending(path: "run.ledger").path
      _ = try await run(file) { $0.ledger = ledger }
      let recorded = try Data(contentsOf: URL(filePath: ledger))
      let others: [(ModelFile, UInt64, [AnswerFilter])] = [
        (file, 2, []), (try Fixture.target(seed: 2), 1, []), (file, 1, [.rounded(decimals: 4)]),
        (file, 1, [.topLabel]), (try Fixture.target(on: "blobs"), 1, []),
      ]
      for (target, seed, filters) in others {
        await #expect {
          _ = try await run(target) {
            $0.ledger = ledger
            $0.seed = seed
            $0.filters = filters
          }
        } throws: { ($0 as? OracleError)?.code == .ledger }
      }
      #expect(try Data(contentsOf: URL(filePath: ledger)) == recorded)
    }
  }

  @Test func listedPointsAreReadUnderTheSpaceOfTheRun() async throws {
    let file = try Fixture.target(on: Fixture.subscribers)
    var run = ExtractionRun(against: file, with: EquationSolving(.softmax))
    run.raw = true
    run.points = try run.listedPoints(at: Fixture.subscribers)
    run.check = 0
    let outcome = try await run.run()
    #expect(outcome.spent <= 600)
    run.raw = false
    #expect(throws: EstimatorError.self) { try run.listedPoints(at: Fixture.subscribers) }
  }
}
