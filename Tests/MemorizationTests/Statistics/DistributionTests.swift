import Foundation
import Testing

@testable import Memorization

@Suite struct DistributionTests {
  @Test func normalQuantilesAreTheKnownOnes() {
    #expect(abs(NormalDistribution.quantile(0.975) - 1.959_963_984_540_054) < 1e-13)
    #expect(abs(NormalDistribution.quantile(0.5)) < 1e-13)
    #expect(abs(NormalDistribution.quantile(1e-10) + 6.361_340_902_404_056) < 1e-12)
  }

  // I_x(1, b) = 1 - (1 - x)^b and I_x(a, 1) = x^a.
  @Test(arguments: [0.001, 0.3, 0.5, 0.9, 0.9999])
  func theBetaDistributionHasItsClosedForms(x: Double) {
    for shape in [0.5, 1, 3, 40] {
      let first = BetaDistribution(1, shape).probability(upTo: x)
      #expect(abs(first - (1 - pow(1 - x, shape))) < 1e-13)
      #expect(abs(BetaDistribution(shape, 1).probability(upTo: x) - pow(x, shape)) < 1e-13)
    }
  }
}
