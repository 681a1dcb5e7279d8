import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct OneVsRestRegressionTests {
  // 1e-6 is what the default tolerance promises; scikit-learn ran Newton's method to the end.
  @Test func probabilitiesAreThoseOfScikitLearn() throws {
    var generator = PhiloxGenerator(seed: 1)
    let references = try EstimatorFixture.linear(.oneVsRest)
    #expect(references.count >= 2)
    for reference in references {
      let estimator = OneVsRestRegression(inverseRegularization: reference.inverseRegularization)
      let (model, report) = try estimator.fitted(reference.data, using: &generator)
      #expect(report.converged == true)
      let error = model.probabilities(for: reference.queries).distance(to: reference.probabilities)
      #expect(
        error < 1e-6, "\(reference.name), C = \(reference.inverseRegularization ?? .infinity)")
    }
  }

  @Test func eachRowIsTheBinaryModelOfItsClass() throws {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.noisy(classes: 3)
    let model = try OneVsRestRegression().fit(data, using: &generator)
    for k in 0..<3 {
      let binary = try LogisticRegression().fit(
        .cube(points: data.encoded(), labels: data.labels.map { $0 == k ? 1 : 0 }),
        using: &generator)
      #expect(abs(binary.intercept - model.intercepts[k]) < 1e-8)
      for j in 0..<4 { #expect(abs(binary.weights[j] - model.weights[k, j]) < 1e-8) }
    }
  }
}
