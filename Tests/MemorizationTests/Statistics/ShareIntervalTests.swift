import Testing

@testable import Memorization

@Suite struct ShareIntervalTests {
  @Test func boundsAreThoseOfScipy() throws {
    for expected in try MembershipFixture.load().intervals {
      for (method, bounds) in [
        (ShareInterval.Method.wilson, expected.wilson), (.exact, expected.exact),
      ] {
        let interval = ShareInterval(
          expected.successes, of: expected.trials, confidence: expected.confidence, method: method)
        #expect(abs(interval.lower - bounds[0]) < 1e-9, "\(expected)")
        #expect(abs(interval.upper - bounds[1]) < 1e-9, "\(expected)")
      }
    }
  }

  // Of one trial that failed, the exact upper bound x fulfils 1 - x = 0.025.
  @Test func aHandWorkedExactBoundIsFound() {
    #expect(abs(ShareInterval(0, of: 1, method: .exact).upper - 0.975) < 1e-12)
  }

  @Test func withoutTrialsNothingIsKnown() {
    let interval = ShareInterval(0, of: 0)
    #expect(interval.share.isNaN)
    #expect(interval.lower == 0 && interval.upper == 1)
  }

  @Test func intervalsThatTouchAreNotDisjoint() {
    let (zlib, perplexity) = (ShareInterval(57, of: 100), ShareInterval(17, of: 100))
    #expect(zlib.isDisjoint(from: perplexity) && perplexity.isDisjoint(from: zlib))
    #expect(!zlib.isDisjoint(from: ShareInterval(47, of: 100)))
    #expect(!zlib.isDisjoint(from: zlib))
  }
}
