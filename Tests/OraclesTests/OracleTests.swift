import Estimators
import LinearAlgebra
import Oracles
import Testing

/// The contract that every oracle keeps, alone and around others.
@Suite struct OracleTests {
  /// One oracle of every kind over points, and one stack of all of them.
  static let overPoints: [(name: String, oracle: any Oracle)] = {
    let base = LocalOracle(Targets.model)
    return [
      ("local", base),
      ("metered", MeteredOracle(base, meter: QueryMeter(budget: 1000))),
      ("filtered", FilteredOracle(base, .rounded(decimals: 12))),
      ("cached", CachedOracle(base)),
      ("recorded", RecordedOracle(base, ledger: MemoryLedger())),
      (
        "all",
        CachedOracle(
          MeteredOracle(
            RecordedOracle(
              FilteredOracle(base, .rounded(decimals: 12), .rounded(decimals: 14)),
              ledger: MemoryLedger()), meter: QueryMeter(budget: 1000)))
      ),
    ]
  }()

  static let overRows: [(name: String, oracle: any Oracle)] = {
    let base = LocalOracle(Targets.raw, space: .raw(Targets.schema))
    return [
      ("local", base),
      ("metered", MeteredOracle(base, meter: QueryMeter())),
      ("filtered", FilteredOracle(base, .topLabel)),
      ("cached", CachedOracle(base)),
      ("recorded", RecordedOracle(base, ledger: MemoryLedger())),
    ]
  }()

  @Test(arguments: overPoints.indices) func answersComeInTheOrderOfTheQueries(index: Int)
    async throws
  {
    let oracle = Self.overPoints[index].oracle
    let inputs = Targets.points(50)
    let answers = try await oracle.query(inputs)
    #expect(answers.count == 50)
    for (answer, expected) in zip(answers, Targets.model.predictions(for: inputs)) {
      #expect(answer.label == expected.label)
      let values = try #require(answer.probabilities)
      for (a, b) in zip(values, expected.probabilities ?? []) { #expect(abs(a - b) < 1e-11) }
    }
    #expect(try await oracle.query(Array(inputs.reversed())) == answers.reversed())
  }

  @Test(arguments: overPoints.indices) func aBatchOfNoneHasNoAnswers(index: Int) async throws {
    #expect(try await Self.overPoints[index].oracle.query([]).isEmpty)
  }

  @Test(
    arguments: overPoints.indices,
    [
      Query(numbers: [1]), Query(numbers: [1, 2, 3]), Query(numbers: [.nan, 0]),
      Query(numbers: [0, .infinity]), Query([.number(0), .missing]),
      Query([.category(0), .number(0)]),
    ])
  func aPointThatDoesNotFitIsRefused(index: Int, input: Query) async {
    await #expect {
      try await Self.overPoints[index].oracle.query([Query(numbers: [0, 0]), input])
    } throws: {
      let error = $0 as? OracleError
      return error?.code == .invalidQuery
        && error?.message.hasPrefix("query 2 of the batch") == true
    }
  }

  @Test(
    arguments: overRows.indices,
    [
      [Value.number(30), .category(0)], [.number(30), .category(2), .category(0)],
      [.number(30), .category(0), .category(-1)], [.number(.nan), .category(0), .category(0)],
      [.number(30), .number(1), .category(0)], [.category(0), .category(0), .category(0)],
    ])
  func aRowThatDoesNotFitIsRefused(index: Int, values: [Value]) async {
    await #expect {
      try await Self.overRows[index].oracle.query([Query(values)])
    } throws: {
      ($0 as? OracleError)?.code == .invalidQuery
    }
  }

  @Test(arguments: overRows.indices) func aMissingValueIsARow(index: Int) async throws {
    let rows = [
      Query([.missing, .missing, .missing]), Query([.number(200), .category(1), .missing]),
    ]
    let labels = try await Self.overRows[index].oracle.query(rows).map(\.label)
    #expect(labels == Targets.raw.predictions(for: rows).map(\.label))
  }

  @Test func theRefusalOfARowNamesTheColumnAndTheValue() async {
    await #expect {
      try await Self.overRows[0].oracle.query([
        Query([.number(30), .category(0), .category(7)])
      ])
    } throws: {
      ($0 as? OracleError)?.message
        == "query 1 of the batch has the category of index 7 in column 'job', "
        + "which takes categories of index 0 to 2"
    }
  }

  @Test(arguments: overPoints.indices) func theSpaceIsThatOfTheTarget(index: Int) {
    #expect(Self.overPoints[index].oracle.space == .encoded(dimensions: 2))
  }

  @Test(arguments: overPoints.indices)
  func tasksThatAskAtOnceEachGetTheirOwnAnswers(index: Int) async throws {
    // Fresh inputs, since the stack's ledger has a position.
    let oracle = Self.overPoints[index].oracle
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          let inputs = Targets.points(5, seed: UInt64(100 + task))
          let labels = try await oracle.query(inputs).map(\.label)
          #expect(labels == Targets.model.predictions(for: inputs).map(\.label))
        }
      }
      try await group.waitForAll()
    }
  }
}
