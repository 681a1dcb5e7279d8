import Foundation
import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct MetricCombinationTests {
  private let metrics: [MembershipMetric] = [
    .perplexity, .zlib, .reference("small"), .minKPlusPlus,
  ]

  private func scores(_ example: MembershipFixture.Combination) -> [[Double]] {
    example.scores.map { row in row.map { $0 ?? .nan } }
  }

  private func learned() throws -> MetricCombination {
    let example = try #require(MembershipFixture.load().combinations.first)
    return try .fit(metrics: metrics, scores: scores(example), labels: example.labels)
  }

  // Both searches end at the same unique minimum; 1e-7 leaves room for the rounding of either.
  @Test func weightsAreThoseOfScikitLearn() throws {
    for example in try MembershipFixture.load().combinations {
      let scores = scores(example)
      let combination = try MetricCombination.fit(
        metrics: metrics, scores: scores, labels: example.labels, ridge: example.ridge)
      #expect(combination.converged)
      #expect(abs(combination.intercept - example.intercept) < 1e-7)
      for (weight, expected) in zip(combination.weights, example.weights) {
        #expect(abs(weight - expected) < 1e-7)
      }
      for (row, expected) in zip(scores, example.logOdds) where !row.allSatisfy(\.isNaN) {
        #expect(abs(combination.score(row) - expected) < 1e-6)
      }
    }
  }

  @Test func theUnitOfAMetricDoesNotMatter() throws {
    let example = try #require(MembershipFixture.load().combinations.first)
    let scores = scores(example)
    let scaled = scores.map { [$0[0] * 1000 + 3, $0[1], $0[2], $0[3] / 7] }
    let a = try MetricCombination.fit(metrics: metrics, scores: scores, labels: example.labels)
    let b = try MetricCombination.fit(metrics: metrics, scores: scaled, labels: example.labels)
    for (x, y) in zip(scores, scaled) where !x.allSatisfy(\.isNaN) {
      #expect(abs(a.score(x) - b.score(y)) < 1e-9)
    }
  }

  @Test func twoWeakMetricsMakeABetterOneOnNewSamples() throws {
    var generator = PhiloxGenerator(seed: 11)
    func draw() -> (scores: [[Double]], labels: [Bool]) {
      let labels = (0..<2000).map { _ in generator.uniform() < 0.3 }
      let scores = labels.map { label in
        (0..<2).map { _ in exp(generator.normal() + (label ? 1 : 0)) }
      }
      return (scores, labels)
    }
    let (training, test) = (draw(), draw())
    let combination = try MetricCombination.fit(
      metrics: [.zlib, .window], scores: training.scores, labels: training.labels)
    func area(_ scores: [Double]) -> Double {
      RankStatistics(scores: scores, labels: test.labels).value(.areaUnderCurve)
    }
    let alone = (0..<2).map { metric in area(test.scores.map { $0[metric] }) }
    // Independent shifts of 1 and 1 are one of √2: areas of Φ(1 / √2) = 0.76 and Φ(1) = 0.84.
    #expect(alone.allSatisfy { abs($0 - 0.76) < 0.03 })
    #expect(abs(area(test.scores.map { combination.score($0) }) - 0.84) < 0.03)
  }

  @Test func separableSamplesHaveFiniteWeights() throws {
    let combination = try MetricCombination.fit(
      metrics: [.zlib], scores: [[1], [2], [3], [4]], labels: [false, false, true, true],
      ridge: 1e-6)
    #expect(combination.converged)
    #expect(combination.weights[0].isFinite && combination.score([4.0]) > 0)
  }

  @Test func aMetricThatIsNeverThereWeighsNothing() throws {
    let combination = try MetricCombination.fit(
      metrics: [.zlib, .minKPlusPlus], scores: [[1, .nan], [2, .nan], [3, .nan]],
      labels: [false, true, true])
    #expect(combination.weights[1] == 0)
    #expect(combination.score([.nan, .nan]).isNaN)
  }

  @Test func evidenceIsScoredByItsMetrics() throws {
    let combination = try MetricCombination.fit(
      metrics: [.perplexity], scores: [[-3], [-2], [-1]], labels: [false, false, true])
    let sample = SampleEvidence(text: [], logProbabilities: [-2, -2])
    #expect(combination.score(sample) == combination.score([-2.0]))
  }

  @Test(arguments: [[true, true], [false, false], []])
  func samplesOfOneKindTeachNothing(labels: [Bool]) {
    let error = #expect(throws: MemorizationError.self) {
      try MetricCombination.fit(metrics: [.zlib], scores: labels.map { _ in [1] }, labels: labels)
    }
    #expect(error?.code == .input)
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func aRidgeThatIsNotPositiveIsRefused(ridge: Double) {
    let error = #expect(throws: MemorizationError.self) {
      try MetricCombination.fit(
        metrics: [.zlib], scores: [[1], [2]], labels: [true, false], ridge: ridge)
    }
    #expect(error?.code == .option)
  }

  @Test func aWrittenCombinationIsReadAsItWas() throws {
    let combination = try learned()
    try withTemporaryFile { path in
      try combination.write(to: path)
      #expect(try MetricCombination.read(from: path) == combination)
    }
  }

  @Test(arguments: [
    "", "{", "{}",
    #"{"metrics":["zlib"],"weights":[],"intercept":0,"ridge":1,"converged":true,"quantiles":[[]]}"#,
    #"{"metrics":["zlib"],"weights":[1],"intercept":0,"ridge":1,"converged":true,"#
      + #""quantiles":[[2,1]]}"#,
  ])
  func aDamagedFileIsRefusedByName(content: String) throws {
    try withTemporaryFile { path in
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: MemorizationError.self) { try MetricCombination.read(from: path) }
      #expect(error?.code == .format)
      #expect(error?.message.contains(path) == true)
    }
  }

  @Test func aFileThatIsNotThereIsNamed() {
    let error = #expect(throws: MemorizationError.self) {
      try MetricCombination.read(from: "/no/such/combination.json")
    }
    #expect(error?.code == .file)
    #expect(error?.message.contains("/no/such/combination.json") == true)
  }

  private func withTemporaryFile(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path)
  }
}
