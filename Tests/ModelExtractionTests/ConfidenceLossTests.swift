import Estimators
import Foundation
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct ConfidenceLossTests {
  /// Answers of a target of either link, whose weights `scale` makes steep.
  private func pool(
    _ link: ConfidenceLoss.Link, features: Int, queries: Int, scale: Double = 1
  ) async throws -> (pool: AnswerPool, basis: DesignBasis) {
    let softmax = RandomModels.softmax(features: features, classes: 3, seed: 4, scale: scale)
    let oneVsRest = OneVsRestModel(weights: softmax.weights, intercepts: softmax.intercepts)
    var generator = PhiloxGenerator(seed: 6)
    let space = InputSpace.encoded(dimensions: features)
    var pool = AnswerPool(space: space)
    switch link {
    case .softmax:
      try await pool.fill(
        to: queries, with: .uniform, from: LocalOracle(softmax), using: &generator)
    case .oneVsRest:
      try await pool.fill(
        to: queries, with: .uniform, from: LocalOracle(oneVsRest), using: &generator)
    }
    return (pool, DesignBasis(.uniform, in: space))
  }

  // Central differences of step 1e-5 of a function of order 1 are good to about 1e-10.
  @Test(arguments: [ConfidenceLoss.Link.softmax, .oneVsRest])
  func theGradientIsThatOfFiniteDifferences(link: ConfidenceLoss.Link) async throws {
    let (pool, basis) = try await pool(link, features: 4, queries: 12)
    let loss = ConfidenceLoss(link, pool, basis)
    var generator = PhiloxGenerator(seed: 8)
    let point = (0..<15).map { _ in generator.normal() }
    var (gradient, unused) = ([Double](), [Double]())
    _ = loss.value(at: point, ridge: 0.1, gradient: &gradient)
    #expect(gradient.count == 15)
    for i in gradient.indices {
      var (above, below) = (point, point)
      above[i] += 1e-5
      below[i] -= 1e-5
      let difference =
        loss.value(at: above, ridge: 0.1, gradient: &unused)
        - loss.value(at: below, ridge: 0.1, gradient: &unused)
      #expect(abs(difference / 2e-5 - gradient[i]) < 1e-8)
    }
  }

  // The formula of the paper, evaluated with the models' own probabilities.
  @Test(arguments: [ConfidenceLoss.Link.softmax, .oneVsRest])
  func theLossIsTheMeanCrossEntropyAndHalfTheRidge(link: ConfidenceLoss.Link) async throws {
    let (pool, basis) = try await pool(link, features: 4, queries: 12)
    var generator = PhiloxGenerator(seed: 8)
    let point = (0..<15).map { _ in generator.normal() }
    let (weights, intercepts) = basis.parameters(Matrix(rows: 5, columns: 3, elements: point))
    let copied =
      switch link {
      case .softmax:
        SoftmaxModel(weights: weights, intercepts: intercepts).probabilities(for: pool.points)
      case .oneVsRest:
        OneVsRestModel(weights: weights, intercepts: intercepts).probabilities(for: pool.points)
      }
    var expected = 0.05 * point.reduce(0) { $0 + $1 * $1 }
    for (p, f) in zip(pool.probabilities.elements, copied.elements) { expected -= p * log(f) / 12 }
    var unused = [Double]()
    let value = ConfidenceLoss(link, pool, basis).value(at: point, ridge: 0.1, gradient: &unused)
    #expect(abs(value - expected) < 1e-12)
  }

  @Test(arguments: [ConfidenceLoss.Link.softmax, .oneVsRest])
  func theFirstRidgeThatExplainsTheLabelsIsTheLast(link: ConfidenceLoss.Link) async throws {
    let (pool, basis) = try await pool(link, features: 4, queries: 40)
    let loss = ConfidenceLoss(link, pool, basis)
    let whole = loss.minimize()
    let first = loss.minimize(ridges: [1e-16])
    #expect(whole.converged)
    #expect(whole.iterations == first.iterations)
    #expect(whole.coefficients == first.coefficients)
    // One iteration explains no 99%, so that each of the paper's eight ridges is tried.
    #expect(loss.minimize(maximumIterations: 1).iterations == 8)
  }

  // Answers of 0 and 1: the scores reach thousands, and 0 log 0 counts as 0.
  @Test(arguments: [ConfidenceLoss.Link.softmax, .oneVsRest])
  func saturatedAnswersGiveNoNaN(link: ConfidenceLoss.Link) async throws {
    let (pool, basis) = try await pool(link, features: 4, queries: 40, scale: 1e3)
    #expect(pool.usableRows.count < 20)
    let loss = ConfidenceLoss(link, pool, basis)
    var gradient = [Double]()
    let point = (0..<15).map { 1e3 * Double($0 - 7) }
    #expect(loss.value(at: point, ridge: 1e-9, gradient: &gradient).isFinite)
    #expect(gradient.allSatisfy { $0.isFinite })
    #expect(loss.minimize().coefficients.isFinite)
  }
}
