import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

/// The contract that every attack keeps.
@Suite struct ExtractionAttackTests {
  /// Every class and method, as small as it goes.
  static let attacks: [EquationSolving] = [
    EquationSolving(.logistic), EquationSolving(.softmax),
    EquationSolving(.softmax, method: .paper), EquationSolving(.oneVsRest),
    EquationSolving(.oneVsRest, method: .paper),
    EquationSolving(.multilayerPerceptron, hidden: .known(2)),
    EquationSolving(.multilayerPerceptron, hidden: .upTo(2)),
    EquationSolving(.multilayerPerceptron, method: .paper, hidden: .known(2)),
  ]

  private static func target(_ attack: EquationSolving) -> StoredModel {
    switch attack.kind {
    case .logistic: .logistic(RandomModels.logistic(features: 3, seed: 1))
    case .softmax: .softmax(RandomModels.softmax(features: 3, classes: 3, seed: 1))
    case .oneVsRest: .oneVsRest(RandomModels.oneVsRest(features: 3, classes: 3, seed: 1))
    case .multilayerPerceptron:
      .multilayerPerceptron(
        RandomModels.perceptron(features: 3, hidden: 2, classes: 3, seed: 1))
    }
  }

  private func extract(
    _ index: Int, _ oracle: some Oracle
  ) async throws(OracleError) -> Extraction<StoredModel> {
    var generator = PhiloxGenerator(seed: 80)
    return try await Self.attacks[index].extract(from: oracle, using: &generator)
  }

  @Test(arguments: attacks.indices) func theClassAndItsParametersAreRecovered(index: Int)
    async throws
  {
    let target = Self.target(Self.attacks[index])
    let result = try await extract(index, LocalOracle(target))
    #expect(result.copy.kind == target.kind)
    #expect(result.unknowns == target.parameterCount)
    // The paper's loss ends at a ridge and a gradient that isn't quite zero.
    let bound = Self.attacks[index].method == .paper ? 1e-3 : 1e-7
    #expect(compare(target, result.copy).totalVariation < bound)
  }

  @Test(arguments: attacks.indices) func theSameAnswersAndGeneratorGiveTheSameQueriesAndCopy(
    index: Int
  ) async throws {
    let oracle = LocalOracle(Self.target(Self.attacks[index]))
    let (first, second) = (WitnessOracle(oracle), WitnessOracle(oracle))
    let copies = (try await extract(index, first).copy, try await extract(index, second).copy)
    #expect(first.asked == second.asked)
    #expect(copies.0 == copies.1)
  }

  @Test(arguments: attacks.indices) func aRunThatWasInterruptedIsResumedWithoutPayingTwice(
    index: Int
  ) async throws {
    let target = LocalOracle(Self.target(Self.attacks[index]))
    let ledger = MemoryLedger()
    let expected = try await extract(index, RecordedOracle(target, ledger: ledger))
    let all = await ledger.entries
    for kept in [0, 1, all.count / 2, all.count] {
      let partial = MemoryLedger()
      await partial.record(all.prefix(kept).map(\.query))
      await partial.record(all.prefix(kept).compactMap(\.answer), from: 0)
      let witness = WitnessOracle(target)
      let resumed = try await extract(index, RecordedOracle(witness, ledger: partial))
      #expect(resumed.copy == expected.copy)
      #expect(witness.asked == all.dropFirst(kept).map(\.query))
    }
  }

  @Test(arguments: attacks.indices, [1, 2, 3, 5]) func aBudgetThatEndsInTheMiddleIsNoError(
    index: Int, budget: Int
  ) async throws {
    let target = Self.target(Self.attacks[index])
    let whole = try await extract(index, LocalOracle(target)).queries
    let meter = QueryMeter(budget: budget)
    let result = try await extract(index, MeteredOracle(LocalOracle(target), meter: meter))
    #expect(isFinite(result.copy))
    #expect(result.isPartial == (budget < whole))
    #expect(result.queries == min(budget, whole))
    #expect(await meter.spent == result.queries)
  }

  @Test(arguments: attacks.indices) func notASingleQueryIsAnError(index: Int) async {
    let oracle = MeteredOracle(
      LocalOracle(Self.target(Self.attacks[index])), meter: QueryMeter(budget: 0))
    await #expect {
      _ = try await extract(index, oracle)
    } throws: {
      ($0 as? OracleError)?.code == .budgetExhausted(remaining: 0)
    }
  }

  /// What a hostile target may do to the answers of a batch.
  enum Hostility: CaseIterable {
    case notANumber, negative, aboveOne, infinite, otherClasses, oneClass, noClasses, wrongLabel
    case tooFew, tooMany, none, throwsMidway, lyingBudget, negativeBudget
    case allZero, notNormalised, constant, oneHot, subnormal, noise

    func spoil(_ inputs: [Query], _ answers: [Prediction]) throws(OracleError) -> [Prediction] {
      func each(_ change: ([Double], Int) -> [Double]) -> [Prediction] {
        answers.enumerated().map {
          Prediction(label: $1.label, scores: .all(change($1.probabilities ?? [], $0)))
        }
      }
      switch self {
      case .notANumber: return each { values, _ in values.map { _ in .nan } }
      case .negative: return each { values, _ in values.map { -$0 } }
      case .aboveOne: return each { values, _ in values.map { $0 + 1 } }
      case .infinite: return each { values, _ in values.map { 1 / ($0 - $0) } }
      case .otherClasses: return each { values, row in values + [Double](repeating: 0, count: row) }
      case .oneClass: return each { _, _ in [1] }
      case .noClasses: return each { _, _ in [] }
      case .wrongLabel: return answers.map { Prediction(label: 99, scores: $0.scores) }
      case .tooFew: return Array(answers.dropLast())
      case .tooMany: return answers + answers
      case .none: return []
      case .throwsMidway:
        guard inputs.count == 1 else { throw OracleError(.unsuitableAnswer, "the service is down") }
        return answers
      case .lyingBudget: throw OracleError(.budgetExhausted(remaining: .max), "none left")
      case .negativeBudget: throw OracleError(.budgetExhausted(remaining: .min), "none left")
      case .allZero: return each { values, _ in values.map { _ in 0 } }
      case .notNormalised: return each { values, _ in values.map { $0 / 3 } }
      case .constant: return each { values, _ in values.map { _ in 1 / Double(values.count) } }
      case .oneHot: return each { values, row in values.indices.map { $0 == row % 2 ? 1 : 0 } }
      case .subnormal: return each { values, _ in values.map { _ in .leastNonzeroMagnitude } }
      case .noise:
        return each { values, row in
          var generator = PhiloxGenerator(seed: UInt64(row), stream: UInt64(inputs.count))
          return values.map { _ in generator.uniform() }
        }
      }
    }
  }

  @Test(arguments: attacks.indices, Hostility.allCases)
  func aHostileTargetGivesAnErrorOrAFiniteCopy(index: Int, hostility: Hostility) async {
    let oracle = HostileOracle(base: LocalOracle(Self.target(Self.attacks[index]))) {
      inputs, answers throws(OracleError) in try hostility.spoil(inputs, answers)
    }
    let attack = Self.attacks[index]
    do {
      let result = try await extract(index, oracle)
      #expect(isFinite(result.copy))
      #expect(!result.residual.isNaN)
      // Equations that aren't there are not passed off as solved; the paper's loss needs none.
      if [.allZero, .oneHot, .subnormal].contains(hostility), attack.method == .exact {
        #expect(!result.converged)
      }
    } catch { #expect(!error.message.isEmpty) }
  }

  @Test(arguments: attacks.indices) func aListWithAWrongPointCostsNothing(index: Int) async {
    let witness = WitnessOracle(LocalOracle(Self.target(Self.attacks[index])))
    for points in [[], [Query(numbers: [0, 0, 0]), Query(numbers: [0])]] {
      var attack = Self.attacks[index]
      attack.points = .listed(points)
      await #expect {
        var generator = PhiloxGenerator(seed: 80)
        _ = try await attack.extract(from: witness, using: &generator)
      } throws: {
        ($0 as? OracleError)?.code == .invalidQuery
      }
    }
    #expect(witness.asked.isEmpty)
  }

  @Test(arguments: attacks.indices, [0, -5]) func lessThanOneQueryIsRefused(
    index: Int, queries: Int
  ) async {
    var attack = Self.attacks[index]
    attack.queries = queries
    let witness = WitnessOracle(LocalOracle(Self.target(attack)))
    await #expect {
      var generator = PhiloxGenerator(seed: 80)
      _ = try await attack.extract(from: witness, using: &generator)
    } throws: {
      ($0 as? OracleError)?.code == .budgetTooSmall(minimum: 1)
    }
    #expect(witness.asked.count <= 1)
  }
}
