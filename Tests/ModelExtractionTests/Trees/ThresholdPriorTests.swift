import Testing

@testable import ModelExtraction

@Suite struct ThresholdPriorTests {
  /// Queries until a threshold is known to within 1e-3.
  private func cost(_ threshold: Double, _ prior: inout ThresholdPrior, upTo: Double = 1000) -> Int
  {
    let start = Bracket(lower: 0, upper: upTo)
    var (bracket, queries) = (start, 0)
    while !bracket.isResolved(1e-3) {
      let cut = prior.cut(feature: 0, bracket, since: start)
      #expect(bracket.lower < cut && cut < bracket.upper)
      if cut <= threshold { bracket.lower = cut } else { bracket.upper = cut }
      queries += 1
      if queries > 100 { break }
    }
    #expect(bracket.lower <= threshold && threshold < bracket.upper)
    prior.record(feature: 0, bracket)
    return queries
  }

  // log2(1000 / 1e-3) is 19.9.
  @Test func thresholdsOfAnyKindCostAboutABinarySearch() {
    var prior = ThresholdPrior(features: 1, epsilon: 1e-3)
    for threshold in [123.45678, 0.00001, 999.99999, 500.123456, 31.41592, 271.8281828] {
      #expect(cost(threshold, &prior) <= 26)
    }
    #expect(cost(612.3712345, &prior) <= 22)
  }

  // log2(1000) is 10, and two queries verify.
  @Test func halvesOfWholeNumbersSoonCostAsManyBitsAsThereAreOfThem() {
    var prior = ThresholdPrior(features: 1, epsilon: 1e-3)
    for threshold in [12.5, 700.5, 33.5, 541.5, 876.5] { _ = cost(threshold, &prior) }
    #expect(cost(444.5, &prior) <= 13)
    #expect(cost(801.5, &prior) <= 13)
  }

  @Test func aKnownThresholdIsTriedEarly() {
    var prior = ThresholdPrior(features: 1, epsilon: 1e-3)
    for _ in 0..<8 { _ = cost(377.1234, &prior) }
    #expect(cost(377.1234, &prior) <= 4)
  }

  @Test func whatIsKnownOfOneFeatureHelpsAnother() {
    var prior = ThresholdPrior(features: 2, epsilon: 1e-3)
    for threshold in [12.5, 700.5, 33.5, 541.5, 876.5] {
      prior.record(feature: 1, Bracket(lower: threshold, upper: threshold + 1e-3))
    }
    #expect(cost(123.5, &prior) <= 14)
  }
}
