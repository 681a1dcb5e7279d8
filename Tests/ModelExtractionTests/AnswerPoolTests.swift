import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct AnswerPoolTests {
  private let target = LocalOracle(RandomModels.softmax(features: 3, classes: 3, seed: 1))

  private func filled(
    _ total: Int, _ oracle: some Oracle, _ source: QueryPoints = .uniform, isBinary: Bool = false
  ) async throws(OracleError) -> AnswerPool {
    var generator = PhiloxGenerator(seed: 1)
    var pool = AnswerPool(space: oracle.space, isBinary: isBinary)
    try await pool.fill(to: total, with: source, from: oracle, using: &generator)
    return pool
  }

  @Test func fillingInPartsAsksTheSameAsInOne() async throws {
    let witness = WitnessOracle(target)
    var generator = PhiloxGenerator(seed: 1)
    var pool = AnswerPool(space: target.space)
    try await pool.fill(to: 1, with: .uniform, from: witness, using: &generator)
    try await pool.fill(to: 8, with: .uniform, from: witness, using: &generator)
    try await pool.fill(to: 3, with: .uniform, from: witness, using: &generator)
    let whole = try await filled(8, target)
    #expect(witness.asked == whole.inputs)
    #expect(pool.probabilities == whole.probabilities)
    #expect(pool.points.asQueries == pool.inputs)
    #expect(!pool.isCutShort)
  }

  @Test func rowsInPartsAreTheSameAsInOne() async throws {
    let model = RandomModels.softmax(features: Encoder(.mixed).dimensions, classes: 3, seed: 1)
    let rows = LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed))
    let witness = WitnessOracle(rows)
    var generator = PhiloxGenerator(seed: 1)
    var pool = AnswerPool(space: rows.space)
    for total in [1, 20, 32, 33, 80] {
      try await pool.fill(to: total, with: .uniform, from: witness, using: &generator)
      #expect(pool.count == total)
    }
    #expect(witness.asked == (try await filled(80, rows).inputs))
  }

  @Test(arguments: [1, 5, 9]) func aBudgetThatEndsCutsThePoolShort(budget: Int) async throws {
    let meter = QueryMeter(budget: budget)
    let pool = try await filled(10, MeteredOracle(target, meter: meter))
    #expect(pool.count == budget)
    #expect(pool.isCutShort)
    #expect(await meter.remaining == 0)
  }

  @Test func notASingleQueryIsAnError() async {
    await #expect {
      try await filled(10, MeteredOracle(target, meter: QueryMeter(budget: 0)))
    } throws: {
      ($0 as? OracleError)?.code == .budgetExhausted(remaining: 0)
    }
    await #expect {
      try await filled(0, target)
    } throws: {
      ($0 as? OracleError)?.code == .budgetTooSmall(minimum: 1)
    }
  }

  @Test(arguments: [(6, true), (10, false), (15, false)])
  func aListThatIsTooShortCutsThePoolShort(length: Int, isCutShort: Bool) async throws {
    var generator = PhiloxGenerator(seed: 2)
    let list = target.space.uniformQueries(length, using: &generator)
    let pool = try await filled(10, target, .listed(list))
    #expect(pool.inputs == Array(list.prefix(10)))
    #expect(pool.isCutShort == isCutShort)
  }

  @Test func aWrongPointInAListIsNamedBeforeAQueryIsSpent() async {
    let witness = WitnessOracle(target)
    let list = [Query(numbers: [0, 0, 0]), Query(numbers: [0, 0])]
    await #expect {
      try await filled(1, witness, .listed(list))
    } throws: {
      ($0 as? OracleError)?.code == .invalidQuery
    }
    #expect(witness.asked.isEmpty)
  }

  @Test func aTopLabelServesBinaryAttacksAlone() async throws {
    let binary = LocalOracle(RandomModels.softmax(features: 3, classes: 2, seed: 1))
    let whole = try await filled(20, binary, isBinary: true)
    let top = try await filled(20, FilteredOracle(binary, .topLabel), isBinary: true)
    for (a, b) in zip(whole.probabilities.elements, top.probabilities.elements) {
      #expect(abs(a - b) < 1e-15)
    }
    await #expect(throws: OracleError.self) {
      try await filled(20, FilteredOracle(binary, .topLabel))
    }
    // A third label tells that the target isn't binary.
    await #expect(throws: OracleError.self) {
      try await filled(20, FilteredOracle(target, .topLabel), isBinary: true)
    }
  }

  @Test func labelsAloneAreRefusedWithAClearSentence() async {
    await #expect {
      try await filled(20, FilteredOracle(target, .labelOnly))
    } throws: {
      let error = $0 as? OracleError
      return error?.code == .unsuitableAnswer
        && error?.message.contains("a probability per class") == true
    }
  }

  @Test func anotherNumberOfClassesIsRefused() async {
    let inconsistent = HostileOracle(base: target) { _, answers in
      answers.enumerated().map {
        $0 == 4 ? Prediction(probabilities: [0.5, 0.5]) : $1
      }
    }
    await #expect {
      try await filled(20, inconsistent)
    } throws: {
      ($0 as? OracleError)?.message
        == "the target answered with 3 probabilities first and 2 later"
    }
  }

  @Test(arguments: 1...9) func decimalsAreCounted(decimals: Int) async throws {
    let pool = try await filled(30, FilteredOracle(target, .rounded(decimals: decimals)))
    #expect(pool.decimals == decimals)
  }

  @Test func fullPrecisionAndSaturationHaveNoDecimals() async throws {
    #expect(try await filled(30, target).decimals == nil)
    #expect([0.0, 1, 1, 0].decimals == nil)
    #expect([0.0, 1, 0.25].decimals == 2)
    // Far from the boundary all that is left of full precision is tiny.
    #expect([1e-40, 1].decimals == nil)
    #expect([Double]().decimals == nil)
  }

  @Test func centredLogarithmsAddUpToZero() async throws {
    let pool = try await filled(10, target)
    let logarithms = pool.centredLogarithms(of: [3, 7])
    #expect(logarithms.rows == 2 && logarithms.columns == 3)
    for i in 0..<2 { #expect(abs(logarithms[row: i].reduce(0, +)) < 1e-14) }
  }

  @Test func anAnswerWithAZeroOrAOneCarriesNoEquation() async throws {
    let saturating = HostileOracle(base: target) { _, answers in
      answers.enumerated().map { index, answer in
        switch index {
        case 1: Prediction(probabilities: [0.0, 0.5, 0.5])
        case 2: Prediction(probabilities: [0.0, 0.0, 1.0])
        default: answer
        }
      }
    }
    #expect(try await filled(5, saturating).usableRows == [0, 3, 4])
  }
}
