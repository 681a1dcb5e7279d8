import LinearAlgebra
import Synchronization
import Testing

@testable import Estimators

@Suite struct MultilayerPerceptronTests {
  @Test(arguments: MultilayerPerceptron.Optimizer.allCases)
  func circlesAreLearned(optimizer: MultilayerPerceptron.Optimizer) throws {
    var generator = PhiloxGenerator(seed: 2)
    let points = Matrix.random(rows: 400, columns: 2, using: &generator)
    let labels = (0..<400).map { i in
      points[i, 0] * points[i, 0] + points[i, 1] * points[i, 1] < 0.6 ? 1 : 0
    }
    let model = try MultilayerPerceptron(
      optimizer: optimizer, epochs: 300, learningRate: 0.3, l2Penalty: 0
    ).fit(.cube(points: points, labels: labels), using: &generator)
    let answers = model.probabilities(for: points)
    let right = labels.indices.filter { (answers[$0, 1] > 0.5) == (labels[$0] == 1) }
    // A linear model gets no more than 60% of them.
    #expect(right.count > 380)
  }

  @Test func oneStepOnAllRowsIsOneGradient() throws {
    let data = Dataset.noisy(rows: 30, classes: 3)
    let estimator = MultilayerPerceptron(
      hiddenLayers: [5], epochs: 1, batchSize: 30, learningRate: 0.5, l2Penalty: 0.01)
    var (generator, same) = (PhiloxGenerator(seed: 8), PhiloxGenerator(seed: 8))
    let model = try estimator.fit(data, using: &generator)
    let start = PerceptronParameters(sizes: [4, 5, 3], using: &same)
    let gradient = PerceptronObjective(
      data: try TrainingSet(data), sizes: [4, 5, 3], activation: .tanh, l2Penalty: 0.01
    ).evaluate(start).gradient
    let expected = zip(start.flattened, gradient.flattened).map { $0 - 0.5 * $1 }
    let reached = PerceptronParameters(model).flattened
    for i in expected.indices { #expect(abs(expected[i] - reached[i]) < 1e-14) }
  }

  @Test func aLastBatchThatIsSmallerCounts() throws {
    var generator = PhiloxGenerator(seed: 8)
    let estimator = MultilayerPerceptron(hiddenLayers: [3], epochs: 2, batchSize: 7)
    let whole = try estimator.fit(.noisy(rows: 30, classes: 2), using: &generator)
    #expect(PerceptronParameters(whole).isFinite)
    let smaller = MultilayerPerceptron(hiddenLayers: [3], epochs: 1, batchSize: 1000)
    let model = try smaller.fit(.noisy(rows: 30, classes: 2), using: &generator)
    #expect(model.layers[1].weights != Matrix(rows: 2, columns: 3))
  }

  @Test func hiddenWeightsStartInGlorotsRangeAndTheRestAtZero() {
    var generator = PhiloxGenerator(seed: 8)
    let start = PerceptronParameters(sizes: [100, 50, 3], using: &generator)
    let bound = (6.0 / 150).squareRoot()
    let largest = start.weights[0].elements.map(abs).max() ?? 0
    #expect(largest <= bound && largest > 0.99 * bound)
    #expect(start.weights[1] == Matrix(rows: 3, columns: 50))
    #expect(start.biases == [[Double](repeating: 0, count: 50), [0, 0, 0]])
  }

  @Test func fullBatchTrainingConvergesAndSaysSo() throws {
    var generator = PhiloxGenerator(seed: 8)
    let estimator = MultilayerPerceptron(
      hiddenLayers: [4], optimizer: .lbfgs, epochs: 2000, l2Penalty: 0.01)
    let (_, report) = try estimator.fitted(.noisy(classes: 3), using: &generator)
    #expect(report.converged == true)
    #expect(report.gradientNorm <= 1e-6)
  }

  @Test func divergenceIsAnErrorThatNamesTheRate() {
    var generator = PhiloxGenerator(seed: 8)
    let estimator = MultilayerPerceptron(
      activation: .relu, epochs: 100, learningRate: 1e200, l2Penalty: 0)
    let error = #expect(throws: EstimatorError.self) {
      try estimator.fit(.noisy(classes: 3), using: &generator)
    }
    #expect(error?.code == .unfitData)
    #expect(error?.message.contains("1e+200") == true)
  }

  @Test func everyPassIsReported() throws {
    let passes = Mutex<[Int]>([])
    let listener: @Sendable (WorkProgress) -> Void = { step in
      passes.withLock { $0.append(step.completed) }
    }
    try WorkProgress.withListener(listener) {
      var generator = PhiloxGenerator(seed: 8)
      _ = try MultilayerPerceptron(epochs: 3).fit(.noisy(classes: 2), using: &generator)
    }
    #expect(passes.withLock { $0 } == [1, 2, 3])
  }
}
