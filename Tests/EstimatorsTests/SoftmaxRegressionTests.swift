import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct SoftmaxRegressionTests {
  // 1e-6 is what the default tolerance promises; scikit-learn ran Newton's method to the end.
  @Test func probabilitiesAreThoseOfScikitLearn() throws {
    var generator = PhiloxGenerator(seed: 1)
    let references = try EstimatorFixture.linear(.softmax)
    #expect(references.count >= 2)
    for reference in references {
      let estimator = SoftmaxRegression(inverseRegularization: reference.inverseRegularization)
      let (model, report) = try estimator.fitted(reference.data, using: &generator)
      #expect(report.converged == true)
      let error = model.probabilities(for: reference.queries).distance(to: reference.probabilities)
      #expect(
        error < 1e-6, "\(reference.name), C = \(reference.inverseRegularization ?? .infinity)")
    }
  }

  @Test func parametersAddUpToZeroOverTheClasses() throws {
    var generator = PhiloxGenerator(seed: 1)
    for c in [1, nil] as [Double?] {
      let model = try SoftmaxRegression(inverseRegularization: c)
        .fit(.noisy(classes: 3), using: &generator)
      #expect(abs(model.intercepts.reduce(0, +)) < 1e-12)
      for j in 0..<model.features {
        #expect(abs((0..<3).reduce(0) { $0 + model.weights[$1, j] }) < 1e-12)
      }
    }
  }

  @Test func twoClassesWithHalfThePenaltyAreLogisticRegression() throws {
    // With w = ±u/2 the penalty |W|²/2 is |u|²/4.
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.noisy(classes: 2)
    let softmax = try SoftmaxRegression(inverseRegularization: 1).fit(data, using: &generator)
    let logistic = try LogisticRegression(inverseRegularization: 2).fit(data, using: &generator)
    let points = data.encoded()
    #expect(
      softmax.probabilities(for: points).distance(to: logistic.probabilities(for: points)) < 1e-9)
  }

  @Test func aClassWithoutRowsGetsProbabilityNearZero() throws {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.noisy(classes: 2)
    let points = data.encoded()
    let model = try SoftmaxRegression()
      .fit(.cube(points: points, labels: data.labels, classes: 3), using: &generator)
    let answers = model.probabilities(for: points)
    #expect(answers.isFinite)
    for i in 0..<answers.rows { #expect(answers[i, 2] < 1e-8) }
  }

  @Test func collinearOneHotColumnsConverge() throws {
    var generator = PhiloxGenerator(seed: 4)
    let rows = (0..<200).map { _ in
      let k = generator.integer(below: 5)
      return (0..<5).map { $0 == k ? 1.0 : -1.0 }
    }
    let labels = rows.map { generator.uniform() < 0.6 ? ($0[0] > 0 ? 1 : 2) : 0 }
    for c in [1, nil] as [Double?] {
      let (_, report) = try SoftmaxRegression(inverseRegularization: c)
        .fitted(.cube(points: Matrix(rows), labels: labels), using: &generator)
      #expect(report.converged == true)
    }
  }
}
