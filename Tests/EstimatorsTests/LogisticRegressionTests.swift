import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct LogisticRegressionTests {
  // 1e-6 is what the default tolerance promises; scikit-learn ran Newton's method to the end.
  @Test func probabilitiesAreThoseOfScikitLearn() throws {
    var generator = PhiloxGenerator(seed: 1)
    let references = try EstimatorFixture.linear(.logistic)
    #expect(references.count >= 2)
    for reference in references {
      let estimator = LogisticRegression(inverseRegularization: reference.inverseRegularization)
      let (model, report) = try estimator.fitted(reference.data, using: &generator)
      #expect(report.converged == true)
      let error = model.probabilities(for: reference.queries).distance(to: reference.probabilities)
      #expect(
        error < 1e-6, "\(reference.name), C = \(reference.inverseRegularization ?? .infinity)")
    }
  }

  // Two points at ±1 with labels 0 and 1: w minimises w²/2 + 2 log(1 + e^-w), so w = 2 σ(-w).
  @Test func aHandWorkedMinimumIsFound() throws {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.cube(points: Matrix([[-1], [1]]), labels: [0, 1])
    let model = try LogisticRegression().fit(data, using: &generator)
    #expect(abs(model.intercept) < 1e-10)
    #expect(abs(model.weights[0] - 2 * sigmoid(-model.weights[0])) < 1e-10)
  }

  @Test func moreThanTwoClassesAreRefusedWithAWayOut() {
    var generator = PhiloxGenerator(seed: 1)
    let error = #expect(throws: EstimatorError.self) {
      try LogisticRegression().fit(.noisy(classes: 3), using: &generator)
    }
    #expect(error?.code == .unfitData)
    #expect(error?.message.contains("'softmax' or 'ovr'") == true)
  }

  @Test func iterationsThatRunOutAreReported() throws {
    var generator = PhiloxGenerator(seed: 1)
    let (_, report) = try LogisticRegression(maximumIterations: 1)
      .fitted(.noisy(classes: 2), using: &generator)
    #expect(report.converged == false)
    #expect(report.iterations == 1)
  }

  @Test func separableDataWithoutAPenaltyEndAtFiniteWeights() throws {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.cube(points: Matrix([[-1], [-0.5], [0.5], [1]]), labels: [0, 0, 1, 1])
    let model = try LogisticRegression(inverseRegularization: nil).fit(data, using: &generator)
    #expect(model.weights[0].isFinite && model.weights[0] > 10)
  }

  @Test func anInfiniteCIsNoPenalty() throws {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.noisy(classes: 2)
    let none = try LogisticRegression(inverseRegularization: nil).fit(data, using: &generator)
    let infinite = try LogisticRegression(inverseRegularization: .infinity)
      .fit(data, using: &generator)
    #expect(none == infinite)
  }
}
