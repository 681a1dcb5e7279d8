import Foundation
import LinearAlgebra
import Testing

@testable import RemoteOracles

@Suite struct RetryPolicyTests {
  @Test func onlyWhatMayChangeIsTriedAgain() {
    let policy = RetryPolicy()
    #expect([408, 425, 429, 500, 502, 503, 504].allSatisfy { policy.retries(status: $0) })
    #expect(![200, 301, 400, 401, 403, 404, 413, 501].contains { policy.retries(status: $0) })
  }

  @Test func waitsGrowToABoundAndAreSpread() {
    let policy = RetryPolicy()
    var generator = PhiloxGenerator(seed: 3)
    for (attempt, bound) in [(1, 0.25), (2, 0.5), (5, 4.0), (8, 30.0), (60, 30.0)] {
      let waits = (0..<200).map { _ in
        policy.wait(after: attempt, requested: nil, using: &generator)
      }
      #expect(waits.allSatisfy { (0...bound).contains($0) })
      #expect(waits.max()! > 0.9 * bound && waits.min()! < 0.1 * bound)
    }
  }

  @Test func whatAServiceAsksForIsWaitedAtLeast() {
    var generator = PhiloxGenerator(seed: 3)
    #expect(RetryPolicy().wait(after: 1, requested: 7, using: &generator) >= 7)
  }

  @Test func theHeaderHoldsSecondsOrADate() {
    let now = Date(timeIntervalSince1970: 1_445_412_420)
    #expect(RetryAfter.seconds("120", at: now) == 120)
    #expect(RetryAfter.seconds("Wed, 21 Oct 2015 07:28:00 GMT", at: now) == 60)
    #expect(RetryAfter.seconds("Wed, 21 Oct 2015 07:20:00 GMT", at: now) == 0)
    #expect(RetryAfter.seconds("soon", at: now) == nil && RetryAfter.seconds(nil, at: now) == nil)
  }
}
