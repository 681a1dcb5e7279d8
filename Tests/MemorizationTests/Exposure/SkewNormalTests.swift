import Foundation
import LinearAlgebra
import Memorization
import Testing

@Suite struct SkewNormalTests {
  @Test func tailsAreThoseOfTheClosedForms() {
    // Without a shape it is the normal distribution.
    let normal = SkewNormal(location: 1, scale: 2, shape: 0)
    for z in [-8.0, -5, -1, 0, 1.5, 4] {
      let exact = log2(erfc(-z / 2.0.squareRoot()) / 2)
      #expect(abs(normal.logProbability(upTo: 1 + 2 * z) - exact) < 1e-6 * max(1, -exact), "\(z)")
    }
    // With shape 1 its probability is the square of the normal one's.
    let leaning = SkewNormal(location: 0, scale: 1, shape: 1)
    for z in [-6.0, -3, -1, 0, 2] {
      let exact = 2 * log2(erfc(-z / 2.0.squareRoot()) / 2)
      #expect(abs(leaning.logProbability(upTo: z) - exact) < 1e-6 * max(1, -exact), "\(z)")
    }
    // That of -a is one less that of a, mirrored.
    let mirrored = SkewNormal(location: 0, scale: 1, shape: -1)
    let upper = exp2(mirrored.logProbability(upTo: 1.2))
    #expect(abs(upper - (1 - exp2(leaning.logProbability(upTo: -1.2)))) < 1e-9)
  }

  @Test func aFitFindsTheParametersOfManyDraws() {
    // z = d |u| + sqrt(1 - d^2) v is skew normal of shape d / sqrt(1 - d^2).
    var generator = PhiloxGenerator(seed: 4)
    let shape = -3.0
    let delta = shape / (1 + shape * shape).squareRoot()
    let values = (0..<40_000).map { _ -> Double in
      let z =
        delta * abs(generator.normal()) + (1 - delta * delta).squareRoot() * generator.normal()
      return 20 + 2.5 * z
    }
    let fit = SkewNormal(fitting: values)
    #expect(abs(fit.location - 20) < 0.1 && abs(fit.scale - 2.5) < 0.1)
    #expect(abs(fit.shape - shape) < 0.3, "\(fit.shape)")
  }
}
