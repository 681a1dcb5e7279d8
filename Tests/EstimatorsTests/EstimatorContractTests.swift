import Estimators
import LinearAlgebra
import Testing

/// An estimator of any kind, and the number of classes to try it on.
struct EstimatorCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let classes: Int
  private let fitted: @Sendable (Dataset, inout PhiloxGenerator) throws -> (any Model, FitReport)

  init<E: Estimator>(
    _ name: String, classes: Int, _ estimator: E,
    _ fitted:
      @escaping @Sendable (E, Dataset, inout PhiloxGenerator) throws -> (
        any Model, FitReport
      )
  ) {
    testDescription = name
    self.classes = classes
    self.fitted = { try fitted(estimator, $0, &$1) }
  }

  func fit(_ data: Dataset, seed: UInt64 = 1) throws -> any Model {
    var generator = PhiloxGenerator(seed: seed)
    return try fitted(data, &generator).0
  }

  static let all = [
    EstimatorCase("logistic", classes: 2, LogisticRegression()) { try $0.fitted($1, using: &$2) },
    EstimatorCase("softmax", classes: 3, SoftmaxRegression()) { try $0.fitted($1, using: &$2) },
    EstimatorCase("ovr", classes: 3, OneVsRestRegression()) { try $0.fitted($1, using: &$2) },
    EstimatorCase("mlp", classes: 3, MultilayerPerceptron(hiddenLayers: [5], epochs: 5)) {
      try $0.fitted($1, using: &$2)
    },
    EstimatorCase(
      "mlp by L-BFGS", classes: 3, MultilayerPerceptron(hiddenLayers: [5], optimizer: .lbfgs)
    ) { try $0.fitted($1, using: &$2) },
    EstimatorCase(
      "mlp by Nesterov's descent", classes: 3,
      MultilayerPerceptron(hiddenLayers: [5], optimizer: .nesterov, epochs: 5)
    ) { try $0.fitted($1, using: &$2) },
  ]
}

@Suite struct EstimatorContractTests {
  @Test(arguments: EstimatorCase.all)
  func probabilitiesAddUpToOneInAllShapes(estimator: EstimatorCase) throws {
    let data = Dataset.noisy(classes: estimator.classes)
    let model = try estimator.fit(data)
    #expect(model.features == 4)
    #expect(model.classes == estimator.classes)
    let answers = model.probabilities(for: data.encoded())
    #expect(answers.rows == data.count && answers.columns == estimator.classes)
    for i in 0..<answers.rows {
      #expect(answers[row: i].min()! >= 0)
      #expect(abs(answers[row: i].reduce(0, +) - 1) < 1e-14)
    }
    let predictions = model.predictions(for: data.inputs)
    #expect(predictions.map(\.probabilities) == (0..<90).map { Array(answers[row: $0]) })
  }

  @Test(arguments: EstimatorCase.all)
  func theSameSeedGivesTheSameModel(estimator: EstimatorCase) throws {
    let data = Dataset.noisy(classes: estimator.classes)
    let points = data.encoded()
    let first = try estimator.fit(data, seed: 5).probabilities(for: points)
    let second = try estimator.fit(data, seed: 5).probabilities(for: points)
    #expect(first == second)
  }

  @Test(arguments: EstimatorCase.all)
  func oneClassOnlyIsAnErrorThatNamesIt(estimator: EstimatorCase) {
    let points = Matrix(rows: 10, columns: 2, repeating: 0.5)
    let data = Dataset.cube(
      points: points, labels: [Int](repeating: 1, count: 10), classes: estimator.classes)
    let error = #expect(throws: EstimatorError.self) { try estimator.fit(data) }
    #expect(error?.code == .unfitData)
    #expect(error?.message.contains("'class 1'") == true)
  }

  @Test(arguments: EstimatorCase.all)
  func fewerRowsThanClassesAreAnError(estimator: EstimatorCase) {
    for rows in 0..<estimator.classes {
      let data = Dataset.cube(
        points: Matrix(rows: rows, columns: 2), labels: Array(0..<rows), classes: estimator.classes)
      let error = #expect(throws: EstimatorError.self) { try estimator.fit(data) }
      #expect(error?.code == .unfitData)
      #expect(error?.message.contains("\(rows) rows for \(estimator.classes) classes") == true)
    }
  }

  @Test(arguments: EstimatorCase.all, [Double.nan, .infinity, -.infinity])
  func valuesThatAreNotFiniteAreAnErrorThatNamesThePlace(estimator: EstimatorCase, value: Double) {
    var points = Matrix(rows: 6, columns: 2, repeating: 0.5)
    points[3, 1] = value
    let data = Dataset.cube(
      points: points, labels: [0, 1, 0, 1, 0, 1], classes: estimator.classes)
    let error = #expect(throws: EstimatorError.self) { try estimator.fit(data) }
    #expect(error?.code == .unfitData)
    #expect(error?.message.contains("row 4: column 'x1'") == true)
  }

  @Test(arguments: EstimatorCase.all)
  func hostileButFiniteDataGiveProbabilitiesOrAnError(estimator: EstimatorCase) throws {
    let labels = (0..<12).map { $0 % estimator.classes }
    let constant = Matrix(rows: 12, columns: 2)
    let huge = Matrix(rows: 12, columns: 2, elements: (0..<24).map { $0 % 2 == 0 ? 1e12 : -1e12 })
    let empty = Matrix(rows: 12, columns: 0)
    for points in [constant, huge, empty] {
      let data = Dataset.cube(points: points, labels: labels, classes: estimator.classes)
      do {
        let answers = try estimator.fit(data).probabilities(for: points)
        #expect(answers.isFinite)
      } catch let error as EstimatorError {
        #expect(error.code == .unfitData)
      }
    }
  }

  @Test(arguments: EstimatorCase.all)
  func labelsAreLearnedBetterThanByChance(estimator: EstimatorCase) throws {
    let data = Dataset.noisy(rows: 300, classes: estimator.classes)
    let predictions = try estimator.fit(data).predictions(for: data.inputs)
    let right = zip(predictions, data.labels).count { $0.label == $1 }
    let commonest = Dictionary(grouping: data.labels) { $0 }.values.map(\.count).max() ?? 0
    #expect(right > commonest)
  }
}
