import Estimators
import LinearAlgebra
import Testing

@Suite struct PerceptronModelTests {
  // Both sides compute the same few sums in double precision.
  @Test func theForwardPassIsThatOfScikitLearn() throws {
    let references = try EstimatorFixture.load().perceptrons
    #expect(references.count == 6)
    for reference in references {
      let model = PerceptronModel(
        layers: zip(reference.weights, reference.biases).map {
          DenseLayer(weights: $0, biases: $1)
        },
        activation: reference.activation)
      let error = model.probabilities(for: reference.points).distance(to: reference.probabilities)
      #expect(error < 1e-12, "\(reference.activation) with \(reference.biases.count) layers")
    }
  }

  @Test func theAdultRaceNetworkHasThePapersNumberOfParameters() {
    let model = PerceptronModel(
      layers: [
        DenseLayer(
          weights: Matrix(rows: 20, columns: 105), biases: [Double](repeating: 0, count: 20)),
        DenseLayer(weights: Matrix(rows: 5, columns: 20), biases: [Double](repeating: 0, count: 5)),
      ], activation: .tanh)
    #expect(model.parameterCount == 2225)
    #expect(model.features == 105)
    #expect(model.classes == 5)
    let answers = model.probabilities(for: Matrix(rows: 2, columns: 105))
    #expect(answers == Matrix(rows: 2, columns: 5, repeating: 0.2))
  }
}
