import Foundation
import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct ClassScoresTests {
  /// Models of one input whose scores are multiples of it.
  static let models: [any Model] = [
    LogisticModel(weights: [1], intercept: 0),
    SoftmaxModel(weights: Matrix([[1], [-1], [0.5]]), intercepts: [0, 0, 0]),
    OneVsRestModel(weights: Matrix([[1], [-1], [0.5]]), intercepts: [0, 0, 0]),
    OneVsRestModel(weights: Matrix([[-1], [-2]]), intercepts: [0, 0]),
    PerceptronModel(
      layers: [
        DenseLayer(weights: Matrix([[1]]), biases: [0]),
        DenseLayer(weights: Matrix([[1], [-1]]), biases: [0, 0]),
      ], activation: .relu),
  ]

  @Test(arguments: models.indices) func saturatedInputsAreNeverNaN(index: Int) {
    let inputs = Matrix([[1e4], [-1e4], [1e300], [-1e300], [0], [800], [-800]])
    let answers = Self.models[index].probabilities(for: inputs)
    #expect(answers.isFinite)
    for i in 0..<answers.rows { #expect(abs(answers[row: i].reduce(0, +) - 1) < 1e-15) }
  }

  @Test(arguments: models.indices) func noInputsGiveNoAnswers(index: Int) {
    let answers = Self.models[index].probabilities(for: Matrix(rows: 0, columns: 1))
    #expect(answers.rows == 0)
    #expect(answers.columns == Self.models[index].classes)
    #expect(Self.models[index].predictions(for: []).isEmpty)
  }

  @Test func bothLogisticProbabilitiesAreExact() {
    let answers = LogisticModel(weights: [1], intercept: 0).probabilities(for: Matrix([[40]]))
    #expect(abs(answers[0, 0] / 4.2483542552915889e-18 - 1) < 1e-15)
    #expect(answers[0, 1] == 1)
  }

  @Test func ratiosOfTinySigmoidsAreExact() {
    // At x = 800 the sigmoids of -800 and -1600 underflow; their ratio is e^-800 · e^... = e^800.
    let model = OneVsRestModel(weights: Matrix([[-1], [-1]]), intercepts: [0, -2])
    let answers = model.probabilities(for: Matrix([[800]]))
    #expect(abs(answers[0, 0] / answers[0, 1] - exp(2)) < 1e-14)
  }

  @Test func normalizedSigmoidsAreTheDefinition() {
    let model = OneVsRestModel(weights: Matrix([[1], [-2], [0.5]]), intercepts: [0.1, 0.2, -3])
    for x in [-2.0, 0.3, 1.7] {
      let terms = [sigmoid(x + 0.1), sigmoid(-2 * x + 0.2), sigmoid(0.5 * x - 3)]
      let answers = model.probabilities(for: Matrix([[x]]))
      for k in 0..<3 { #expect(abs(answers[0, k] / (terms[k] / terms.reduce(0, +)) - 1) < 4e-16) }
    }
  }

  @Test func logProbabilitiesAreTheLogarithmsAndFiniteWhenSaturated() {
    var generator = PhiloxGenerator(seed: 5)
    let inputs = Matrix.random(rows: 50, columns: 3, scale: 4, using: &generator)
    let weights = Matrix.random(rows: 4, columns: 3, using: &generator)
    let softmax = SoftmaxModel(weights: weights, intercepts: [0, 1, -1, 2])
    let rest = OneVsRestModel(weights: weights, intercepts: [0, 1, -1, 2])
    let logistic = LogisticModel(weights: [1, -2, 0.5], intercept: 0.3)
    let pairs = [
      (softmax.probabilities(for: inputs), softmax.logProbabilities(for: inputs)),
      (rest.probabilities(for: inputs), rest.logProbabilities(for: inputs)),
      (logistic.probabilities(for: inputs), logistic.logProbabilities(for: inputs)),
    ]
    for (probabilities, logarithms) in pairs {
      for (p, l) in zip(probabilities.elements, logarithms.elements) {
        #expect(abs(log(p) - l) < 1e-13)
      }
    }
    let far = Matrix([[1e4, -1e4, 1e4]])
    #expect(softmax.logProbabilities(for: far).isFinite)
    #expect(rest.logProbabilities(for: far).isFinite)
    #expect(logistic.logProbabilities(for: far).isFinite)
  }

  @Test func manyRowsAnswerAsOneByOne() {
    var generator = PhiloxGenerator(seed: 5)
    let inputs = Matrix.random(rows: 9000, columns: 3, using: &generator)
    let model = SoftmaxModel(
      weights: Matrix.random(rows: 5, columns: 3, using: &generator), intercepts: [0, 1, 2, 3, 4])
    let all = model.probabilities(for: inputs)
    for i in stride(from: 0, to: 9000, by: 611) {
      let one = model.probabilities(for: inputs.selectingRows([i]))
      #expect(one.distance(to: all.selectingRows([i])) < 1e-15)
    }
  }

  @Test func parametersAreCountedAsInThePaper() {
    #expect(
      LogisticModel(weights: [Double](repeating: 0, count: 112), intercept: 0).parameterCount == 113
    )
    let weights = Matrix(rows: 5, columns: 105)
    #expect(SoftmaxModel(weights: weights, intercepts: [0, 0, 0, 0, 0]).parameterCount == 530)
    #expect(OneVsRestModel(weights: weights, intercepts: [0, 0, 0, 0, 0]).parameterCount == 530)
  }
}
