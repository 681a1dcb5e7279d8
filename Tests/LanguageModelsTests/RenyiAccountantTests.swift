import Foundation
import Testing

@testable import LanguageModels

@Suite struct RenyiAccountantTests {
  struct Case: Decodable {
    let noise: Double, rate: Double, order: Double, divergence: Double
  }

  private static let wholeOrders = (2...256).map(Double.init)

  @Test func divergencesAreThoseOfNumericalIntegration() throws {
    let url = Bundle.module.url(
      forResource: "Fixtures/renyi-accountant/expected", withExtension: "json")!
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    #expect(cases.count == 140)
    for c in cases {
      let value = SampledGaussian(noise: c.noise, rate: c.rate).divergence(order: c.order)
      // The integral of the script has errors of about 1e-14, which orders close to 1 make larger.
      let tolerance = 2e-14 / (c.order - 1) + 1e-11 * c.divergence
      #expect(abs(value - c.divergence) < tolerance, "\(c): \(value)")
    }
  }

  @Test(arguments: [
    (256.0 / 60000, 1.1, 14_062, 2...256, 3.009, 2.597),
    (1024.0 / 50000, 1.54, 1464, 11...63, 3.157, 2.822),
  ])
  func publishedTrainingsHaveTheirEpsilons(
    rate: Double, noise: Double, steps: Int, orders: ClosedRange<Int>, classic: Double,
    improved: Double
  ) throws {
    let accountant = try RenyiAccountant(
      noiseMultiplier: noise, samplingRate: rate, orders: orders.map(Double.init))
    let old = try accountant.guarantee(steps: steps, delta: 1e-5, .classic)
    let new = try accountant.guarantee(steps: steps, delta: 1e-5)
    #expect(abs(old.epsilon - classic) < 5e-4)
    #expect(abs(new.epsilon - improved) < 5e-4)
    // Of the second the published orders begin too late.
    #expect(new.isAtEdge == (orders.lowerBound == 11))
  }

  @Test(arguments: [
    (0.6, 16.05), (0.7, 10.41), (0.8, 7.39), (1.0, 4.28), (1.5, 2.14), (2.0, 1.44),
  ])
  func twentyPassesOverALabHaveTheirEpsilons(noise: Double, epsilon: Double) throws {
    let rate = 256.0 / 13_000
    let whole = try RenyiAccountant(
      noiseMultiplier: noise, samplingRate: rate, orders: Self.wholeOrders)
    let guarantee = try whole.guarantee(steps: 1015, delta: 1e-5)
    #expect(abs(guarantee.epsilon - epsilon) < 5.1e-3)
    // With orders between the whole ones it is less, by 4% at most.
    let usual = try RenyiAccountant(noiseMultiplier: noise, samplingRate: rate)
      .guarantee(steps: 1015, delta: 1e-5)
    #expect(usual.epsilon <= guarantee.epsilon + 1e-3 && usual.epsilon > 0.96 * guarantee.epsilon)
    #expect(!usual.isAtEdge)
  }

  @Test func withEveryDocumentInEveryStepTheDivergenceIsTheGaussians() throws {
    for noise in [0.5, 1, 3.7] {
      let accountant = try RenyiAccountant(noiseMultiplier: noise, samplingRate: 1)
      for (order, divergence) in zip(accountant.orders, accountant.divergences) {
        #expect(divergence == order / (2 * noise * noise))
      }
      // A rate next to 1 takes the general way.
      let close = SampledGaussian(noise: noise, rate: 1 - 1e-12)
      for order in [1.25, 2, 6.5, 40] {
        let exact = order / (2 * noise * noise)
        #expect(abs(close.divergence(order: order) - exact) < 1e-9 * exact)
      }
    }
  }

  @Test func wholeOrdersAndTheirNeighboursAgree() {
    let step = SampledGaussian(noise: 0.9, rate: 0.05)
    for order in [2.0, 3, 8, 10] {
      let (below, above) = (
        step.divergence(order: order - 1e-7), step.divergence(order: order + 1e-7)
      )
      let exact = step.divergence(order: order)
      #expect(abs((below + above) / 2 - exact) < 1e-9 * exact)
    }
  }

  /// delta of the Gaussian mechanism at an epsilon, exactly (Balle and Wang 2018, theorem 8).
  private func exactDelta(_ epsilon: Double, noise: Double) -> Double {
    func normal(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }
    return normal(0.5 / noise - epsilon * noise)
      - exp(epsilon) * normal(-0.5 / noise - epsilon * noise)
  }

  @Test func theBoundLiesAboveTheExactEpsilonAndCloseToIt() throws {
    for (noise, steps) in [(1.0, 1), (4.0, 1), (10.0, 25), (30.0, 100)] {
      let accountant = try RenyiAccountant(noiseMultiplier: noise, samplingRate: 1)
      let improved = try accountant.guarantee(steps: steps, delta: 1e-6).epsilon
      let classic = try accountant.guarantee(steps: steps, delta: 1e-6, .classic).epsilon
      // T steps of every document are one with noise smaller by the root of T.
      let effective = noise / Double(steps).squareRoot()
      #expect(exactDelta(improved, noise: effective) < 1e-6)
      #expect(exactDelta(0.85 * improved, noise: effective) > 1e-6)
      #expect(classic > improved)
    }
  }

  @Test func lessNoiseMoreStepsAndMoreDocumentsGiveMoreAway() throws {
    func epsilon(_ noise: Double, _ rate: Double, _ steps: Int) throws -> Double {
      try RenyiAccountant(noiseMultiplier: noise, samplingRate: rate)
        .guarantee(steps: steps, delta: 1e-5).epsilon
    }
    let base = try epsilon(1, 0.01, 100)
    #expect(try epsilon(0.9, 0.01, 100) > base)
    #expect(try epsilon(1, 0.02, 100) > base)
    #expect(try epsilon(1, 0.01, 200) > base)
    #expect(try epsilon(1, 0.01, 0) == 0)
  }

  @Test func anAnswerAtTheLastOrderSaysSo() throws {
    let few = try RenyiAccountant(noiseMultiplier: 8, samplingRate: 0.01, orders: [2, 3, 4])
      .guarantee(steps: 10, delta: 1e-5)
    #expect(few.isAtEdge && few.order == 4)
    let usual = try RenyiAccountant(noiseMultiplier: 8, samplingRate: 0.01)
      .guarantee(steps: 10, delta: 1e-5)
    #expect(usual.epsilon < few.epsilon)
  }

  @Test(arguments: [0.1, 0.5, 1, 4.28, 8, 50, 400])
  func theNoiseForAnEpsilonIsTheLeastThatKeepsIt(epsilon: Double) throws {
    let found = try RenyiAccountant.reaching(
      epsilon: epsilon, delta: 1e-5, samplingRate: 256 / 13_000, steps: 1015)
    #expect(try found.guarantee(steps: 1015, delta: 1e-5).epsilon <= epsilon)
    let units = (found.noiseMultiplier * 10_000).rounded()
    #expect(found.noiseMultiplier == units / 10_000)
    let less = try RenyiAccountant(
      noiseMultiplier: (units - 1) / 10_000, samplingRate: 256 / 13_000)
    #expect(try less.guarantee(steps: 1015, delta: 1e-5).epsilon > epsilon)
  }

  @Test func valuesOutsideTheirRangesAreRefusedWithTheValue() throws {
    func message(_ body: () throws -> Void) -> String {
      let error = #expect(throws: LanguageModelError.self) { try body() }
      #expect(error?.code == .option)
      return error?.message ?? ""
    }
    for noise in [0, -1, 0.009, Double.nan, .infinity] {
      let text = message { _ = try RenyiAccountant(noiseMultiplier: noise, samplingRate: 0.1) }
      #expect(text.contains("\(noise)"))
    }
    for rate in [0, -0.5, 1.5, Double.nan] {
      let text = message { _ = try RenyiAccountant(noiseMultiplier: 1, samplingRate: rate) }
      #expect(text.contains("\(rate)"))
    }
    for orders in [[], [1], [2, .nan], [1e6]] {
      _ = message {
        _ = try RenyiAccountant(noiseMultiplier: 1, samplingRate: 0.1, orders: orders)
      }
    }
    let accountant = try RenyiAccountant(noiseMultiplier: 1, samplingRate: 0.1)
    for delta in [0, 1, -1e-5, Double.nan] {
      #expect(message { _ = try accountant.guarantee(steps: 1, delta: delta) }.contains("delta"))
    }
    _ = message { _ = try accountant.guarantee(steps: -1, delta: 1e-5) }
    for epsilon in [0, -1, Double.nan, .infinity] {
      let text = message {
        _ = try RenyiAccountant.reaching(
          epsilon: epsilon, delta: 1e-5, samplingRate: 0.1, steps: 10)
      }
      #expect(text.contains("epsilon"))
    }
    let text = message {
      _ = try RenyiAccountant.reaching(epsilon: 1e-5, delta: 1e-9, samplingRate: 0.1, steps: 10)
    }
    #expect(text.contains("with any noise"))
  }
}
