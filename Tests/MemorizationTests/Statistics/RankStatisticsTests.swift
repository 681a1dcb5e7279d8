import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct RankStatisticsTests {
  @Test func statisticsAreThoseOfScikitLearn() throws {
    for expected in try MembershipFixture.load().rankings {
      let statistics = RankStatistics(scores: expected.scores, labels: expected.labels)
      #expect(abs(statistics.value(.areaUnderCurve) - expected.areaUnderCurve) < 1e-12)
      #expect(abs(statistics.value(.averagePrecision) - expected.averagePrecision) < 1e-12)
      for (rate, hits) in zip(expected.falsePositiveRates, expected.truePositiveRates) {
        let value = statistics.value(.truePositiveRate(falsePositiveRate: rate))
        #expect(abs(value - hits) < 1e-12, "at \(rate)")
      }
    }
  }

  // Members score 3 and 1, the other 1: one pair is in order and one tied.
  @Test func aTieCountsHalf() {
    let statistics = RankStatistics(scores: [3, 1, 1], labels: [true, true, false])
    #expect(statistics.value(.areaUnderCurve) == 0.75)
  }

  @Test func scoresThatAreNoNumbersAreTheLowestAndTie() {
    let statistics = RankStatistics(
      scores: [.nan, -.infinity, .nan], labels: [true, true, false])
    #expect(statistics.value(.areaUnderCurve) == 0.75)
  }

  @Test(arguments: [[], [true], [false, false]])
  func withoutBothKindsThereIsNoStatistic(labels: [Bool]) {
    var generator = PhiloxGenerator(seed: 1)
    let statistics = RankStatistics(scores: labels.map { _ in 1 }, labels: labels)
    #expect(statistics.value(.areaUnderCurve).isNaN)
    let interval = statistics.bootstrapInterval(of: .areaUnderCurve, using: &generator)
    #expect(interval.lower.isNaN && interval.upper.isNaN)
  }

  // The standard error of Hanley and McNeil 1982 for 200 and 200 normal samples one deviation
  // apart is about 0.024, so an interval of 95% is some 0.094 wide.
  @Test func theBootstrapIntervalIsAsWideAsTheStandardErrorSays() {
    var generator = PhiloxGenerator(seed: 2)
    let labels = (0..<400).map { $0 < 200 }
    let scores = labels.map { generator.normal() + ($0 ? 1 : 0) }
    let statistics = RankStatistics(scores: scores, labels: labels)
    let interval = statistics.bootstrapInterval(of: .areaUnderCurve, using: &generator)
    let value = statistics.value(.areaUnderCurve)
    #expect(interval.lower < value && value < interval.upper)
    #expect((0.07...0.12).contains(interval.upper - interval.lower))
  }

  @Test func theSameSeedGivesTheSameInterval() {
    let statistics = RankStatistics(
      scores: [1, 2, 3, 4, 5, 6], labels: [false, true, false, true, false, true])
    func interval() -> (lower: Double, upper: Double) {
      var generator = PhiloxGenerator(seed: 3)
      return statistics.bootstrapInterval(
        of: .averagePrecision, resamples: 100, using: &generator)
    }
    #expect(interval() == interval())
  }
}
