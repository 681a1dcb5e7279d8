import Foundation
import Testing

@testable import Memorization

@Suite struct MembershipMetricTests {
  /// The metrics that a text with these log-probabilities has whatever its references say.
  private func evidence(_ values: [Float], text: String = "") -> SampleEvidence {
    SampleEvidence(text: Array(text.utf8), logProbabilities: values)
  }

  @Test func tokenMetricsAreThoseOfNumpy() throws {
    for expected in try MembershipFixture.load().metrics {
      var sample = evidence(expected.logProbabilities)
      sample.moments = Array(zip(expected.means, expected.deviations)).map {
        (mean: $0, deviation: $1)
      }
      // The rolling sum of a window rounds otherwise than a mean of each.
      #expect(abs(MembershipMetric.perplexity.score(sample) - expected.perplexity) < 1e-12)
      #expect(abs(MembershipMetric.window.score(sample) - expected.window) < 1e-12)
      #expect(abs(MembershipMetric.minK.score(sample) - expected.minK) < 1e-12)
      let plusPlus = MembershipMetric.minKPlusPlus.score(sample)
      #expect(abs(plusPlus - expected.minKPlusPlus) < 1e-10)
    }
  }

  // L = 2, L(lower) = 3, L(small) = 5: every ratio and difference by hand.
  @Test func aHandWorkedSampleHasTheScoresOfTheFormulas() {
    var sample = evidence([.nan, -1, -3], text: "Aa")
    sample.lowercaseLogPerplexity = 3
    sample.references = ["small": 5]
    // zlib stores two bytes in a fixed block: header 2, block 4, checksum 4.
    let expected: [(MembershipMetric, Double)] = [
      (.perplexity, -2), (.zlib, 10 / 2), (.lowercase, 1.5), (.window, -2), (.minK, -3),
      (.reference("small"), 2.5), (.referenceDifference("small"), 3),
    ]
    for (metric, score) in expected { #expect(metric.score(sample) == score, "\(metric)") }
    sample.moments = [(.nan, .nan), (-2, 0.5), (-2, 4)]
    // (-1 + 2) / 0.5 = 2 and (-3 + 2) / 4 = -0.25; of two tokens the lower one counts.
    #expect(MembershipMetric.minKPlusPlus.score(sample) == -0.25)
  }

  @Test func aWindowIsTheLikeliestRunOfFiftyTokens() {
    let values = [Float](repeating: -4, count: 70) + .init(repeating: -1, count: 49) + [-2, -9]
    #expect(abs(MembershipMetric.window.score(evidence(values)) + 51.0 / 50) < 1e-12)
  }

  @Test func anImpossibleTokenSpoilsOnlyTheWindowsThatHoldIt() {
    var values = [Float](repeating: -1, count: 120)
    values[60] = -.infinity
    #expect(MembershipMetric.window.score(evidence(values)) == -1)
    #expect(MembershipMetric.perplexity.score(evidence(values)) == -.infinity)
    values[30] = -.infinity
    values[90] = -.infinity
    #expect(MembershipMetric.window.score(evidence(values)) == -.infinity)
  }

  @Test(arguments: MembershipMetric.all(references: ["small"]))
  func aTextWithoutScoredTokensHasNoScore(metric: MembershipMetric) {
    var sample = SampleEvidence(
      text: Array("ABC".utf8), logProbabilities: [], moments: [], lowercaseLogPerplexity: 1,
      references: ["small": 1])
    #expect(metric.score(sample).isNaN)
    sample.logProbabilities = [.nan, .nan]
    sample.moments = [(-1, 1), (-1, 1)]
    #expect(metric.score(sample).isNaN)
  }

  @Test(arguments: MembershipMetric.all(references: ["small"]))
  func aLoopThatTheModelIsSureOfHasAFiniteScore(metric: MembershipMetric) {
    let sample = SampleEvidence(
      text: Array("A a ".utf8), logProbabilities: .init(repeating: 0, count: 256),
      moments: .init(repeating: (0, 0), count: 256), lowercaseLogPerplexity: 0,
      references: ["small": 0])
    #expect(metric.score(sample).isFinite)
    if case .reference = metric { #expect(metric.score(sample) == 1) }
    if metric == .lowercase { #expect(metric.score(sample) == 1) }
  }

  @Test func oneTokenIsEnoughForEveryTokenMetric() {
    var sample = evidence([-2])
    sample.moments = [(-1, 2)]
    #expect(MembershipMetric.window.score(sample) == -2)
    #expect(MembershipMetric.minK.score(sample) == -2)
    #expect(MembershipMetric.minKPlusPlus.score(sample) == -0.5)
  }

  @Test func aTextWithoutCapitalsHasTheLowercaseRatioOne() {
    #expect(MembershipMetric.lowercase.score(evidence([-1], text: "plain 12 漢字")) == 1)
    #expect(MembershipMetric.lowercase.score(evidence([-1], text: "Plain")).isNaN)
  }

  @Test func whatIsMissingGivesNoScore() {
    let sample = evidence([-1])
    #expect(MembershipMetric.minKPlusPlus.score(sample).isNaN)
    #expect(MembershipMetric.reference("small").score(sample).isNaN)
    #expect(MembershipMetric.referenceDifference("small").score(sample).isNaN)
  }

  @Test func needsAreThoseOfAllMetricsTogether() {
    #expect(EvidenceNeeds(of: [.perplexity, .zlib, .window, .minK]) == EvidenceNeeds())
    let paper = EvidenceNeeds(of: MembershipMetric.paper)
    #expect(paper == EvidenceNeeds(lowercase: true, references: ["small", "medium"]))
    #expect(EvidenceNeeds(of: [.minKPlusPlus, .referenceDifference("a")]).moments)
    #expect(EvidenceNeeds(of: [.minKPlusPlus, .referenceDifference("a")]).references == ["a"])
  }
}
