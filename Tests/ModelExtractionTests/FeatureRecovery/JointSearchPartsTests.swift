import Estimators
import Testing

@testable import ModelExtraction

/// The parts of the joint search that compute something by themselves.
@Suite struct JointSearchPartsTests {
  private func score(_ values: Double..., error: Double = 1e-12) -> Score {
    Score(values: values, error: error)
  }

  @Test func aTotalNamesTheScoresItIsMadeOf() throws {
    var table = SumTable(classes: 3)
    let lists = [
      [score(1, 2), score(-1, 0.5)], [score(0.25, 0), score(3, 1)], [score(0, 0), score(0.1, 7)],
    ]
    let added = lists.map { table.add($0, toTellWithin: 1e-12) }
    #expect(added == [true, true, true])
    #expect(table.count == 8)
    #expect(table.choice(for: score(-1 + 3 + 0.1, 0.5 + 1 + 7)) == [1, 1, 1])
    #expect(table.choice(for: score(1 + 3, 2 + 1)) == [0, 1, 0])
    #expect(table.choice(for: score(1 + 3, 2 + 1.001)) == nil)
  }

  @Test func sumsThatCantBeToldApartAreRefused() {
    var table = SumTable(classes: 2)
    // With the same list again, 0 + 1 and 1 + 0 were one sum.
    let lists = [[0.0, 1], [0, 1], [0, 0.5]].map { $0.map { score($0) } }
    let added = lists.map { table.add($0, toTellWithin: 1e-12) }
    #expect(added == [true, false, true])
    let isCoarseAdded = table.add([score(0), score(0.25)], toTellWithin: 1e-2)
    #expect(!isCoarseAdded)
    #expect(table.count == 4)
    let isForced = table.add([score(0), score(1)])
    #expect(isForced && table.choice(for: score(1)) == nil)
  }

  @Test func noMoreSumsAreKeptThanCanBeCompared() {
    var table = SumTable(classes: 2)
    let added = (0...12).map { table.add([score(0), score(Double(1 << $0))]) }
    #expect(added == [Bool](repeating: true, count: 12) + [false])
    #expect(table.choice(for: score(2730)) == (0..<12).map { $0 % 2 })
  }

  @Test func theGridReachesBeyondTheRange() {
    let grid = ValueGrid(minimum: -1, maximum: 1, epsilon: 1e-3)
    #expect(grid.lower == -1100 && grid.upper == 1100)
    #expect(abs(grid.value(at: 1100) - 1.1) < 1e-12 && grid.value(at: 0) == 0)
    #expect(abs(grid.rounded(0.12345) - 0.123) < 1e-12 && abs(grid.rounded(9) - 1.1) < 1e-12)
    let years = ValueGrid(minimum: 17, maximum: 90, epsilon: 1e-3, isWhole: true)
    #expect(years.value(at: years.lower) == 16 && years.value(at: years.upper) == 91)
    #expect(years.upper - years.lower == 75 && years.rounded(36.4) == 36)
    let wages = ValueGrid(minimum: 0, maximum: 99_999, epsilon: 1e-3, isWhole: true)
    #expect(wages.upper == 1100)
    #expect(
      (wages.lower...wages.upper).allSatisfy {
        wages.value(at: $0) == wages.value(at: $0).rounded()
      })
    let constant = ValueGrid(minimum: 3, maximum: 3, epsilon: 0.5)
    #expect(constant.value(at: 0) == 3 && constant.value(at: 1) == 3.5)
  }

  @Test func bracketsCloseDownToOneStep() {
    let grid = ValueGrid(minimum: -1, maximum: 1, epsilon: 0.1)
    var track = NumericTrack(feature: 0, grid: grid)
    track.learn(score(1), at: -11)
    track.learn(score(2), at: 11)
    #expect(track.brackets.count == 1 && track.score(at: 0) == nil)
    track.learn(score(1), at: 0)
    #expect(track.brackets.map(\.lower) == [0] && track.brackets.map(\.calm) == [1])
    #expect(track.score(at: -5)?.values == [1])
    track.learn(score(3), at: 5)
    #expect(track.brackets.map(\.calm) == [0, 0] && track.bins.count == 3)
    for index in [2, 3, 8, 9, 10] {
      track.learn(score(index < 3 ? 1 : index < 9 ? 3 : 2), at: index)
    }
    #expect(track.brackets.isEmpty && track.openBits == 0)
    #expect(track.thresholds == [grid.value(at: 2), grid.value(at: 8)])
    // What contradicts an equal neighbourhood opens it again.
    track.learn(score(9), at: -6)
    #expect(track.brackets.count == 2 && track.score(at: -8) == nil)
  }

  @Test func aPlainNumberIsALine() {
    let grid = ValueGrid(minimum: 0, maximum: 2, epsilon: 0.1)
    var track = NumericTrack(feature: 0, grid: grid)
    track.learn(score(4.2), at: 11)
    track.settleAsPlain()
    #expect(abs((track.score(at: -11)?.values[0] ?? 0) + 0.2) < 1e-12 && !track.plainMissingCounts)
    track.learn(score(1.8), at: -11)
    track.settleAsPlain()
    #expect(track.plainMissingCounts)
  }

  @Test func precisionIsReadOffTheAnswers() {
    #expect(AnswerPrecision([[0.1234567890123, 0.8765432109877]]) == .double)
    let single = Double(Float(0.1234567))
    #expect(AnswerPrecision([[single, 1 - single]]) == .single)
    #expect(
      AnswerPrecision([[Double(Float(0.3)), Double(Float(0.2)), Double(Float(0.5))]]) == .single)
    #expect(AnswerPrecision([[0.25, 0.75], [0.12345, 0.87655]]) == .decimals(5))
    // A rest has no digits of its own where it is small.
    let small = [1 - 0x1p-40, 0x1p-40]
    #expect(AnswerPrecision.double.error(of: small) > 1e-4)
    #expect(AnswerPrecision.double.error(of: [0.5, 0.3, 0.2]) < 1e-13)
    #expect(AnswerPrecision.decimals(3).error(of: [0.5, 0.5]) > 1e-3)
  }
}
