public import Estimators
import LinearAlgebra

/// Fits a target model to a data source: what `skua train` runs.
public struct Training: Sendable {
  /// The rows to fit and to hold out.
  public var source: DataSource
  /// The class of the model.
  public var kind: ModelKind
  /// How it is fitted.
  public var hyperparameters: Hyperparameters
  /// Decides the split and the first weights.
  public var seed: UInt64
  /// Share of the rows to fit, in (0, 1]; the paper fits 70%.
  public var trainingFraction: Double

  /// A training of a kind of model on a source.
  public init(
    _ kind: ModelKind, on source: DataSource, hyperparameters: Hyperparameters = .init(),
    seed: UInt64 = 1, trainingFraction: Double = 0.7
  ) {
    self.source = source
    self.kind = kind
    self.hyperparameters = hyperparameters
    self.seed = seed
    self.trainingFraction = trainingFraction
  }

  /// The settings of all kinds of model; `nil` for a kind's own default.
  public struct Hyperparameters: Sendable, Hashable {
    /// C of the regressions: the smaller, the stronger the penalty.
    public var inverseRegularization = 1.0
    /// Gradient at which the search has converged.
    public var tolerance: Double?
    /// Iterations of the regressions, passes over the data of a perceptron.
    public var iterations: Int?
    /// Units of each hidden layer.
    public var hiddenLayers = [20]
    /// What hidden units compute.
    public var activation = Activation.tanh
    /// How a perceptron is trained.
    public var optimizer = MultilayerPerceptron.Optimizer.sgd
    /// Rows per step of a perceptron.
    public var batchSize = 20
    /// Step length of a perceptron.
    public var learningRate = 1e-2
    /// Penalty on a perceptron's squared weights.
    public var l2Penalty = 1e-4

    /// The defaults of every kind.
    public init() {}
  }

  /// Passes over the data of a perceptron unless told otherwise: enough for its accuracy to settle.
  ///
  /// The paper makes 1,000; `reproduce` does too.
  public static let defaultPasses = 100

  /// Reads the data, splits it, fits the model and measures its accuracy.
  ///
  /// - Throws: `EstimatorError` if the data can't be read or fitted.
  public func run() throws(EstimatorError) -> TrainedTarget {
    let loaded = try source.load()
    return try run(on: loaded)
  }

  /// Splits loaded data, fits the model and measures its accuracy.
  public func run(on loaded: LoadedDataset) throws(EstimatorError) -> TrainedTarget {
    var splitting = RandomStream.split.generator(seed)
    let (training, test) = loaded.dataset.split(
      trainingFraction: trainingFraction, using: &splitting)
    var generator = RandomStream.training.generator(seed)
    let start = ContinuousClock.now
    let (model, report) = try fit(training, using: &generator)
    let seconds = start.duration(to: .now).seconds
    return TrainedTarget(
      file: ModelFile(model, schema: loaded.dataset.schema, provenance: provenance(loaded.dataset)),
      report: report, trainAccuracy: model.model.accuracy(on: training),
      testAccuracy: test.count > 0 ? model.model.accuracy(on: test) : nil, seconds: seconds,
      notes: loaded.notes.map(\.description))
  }

  private func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> (StoredModel, FitReport) {
    let settings = hyperparameters
    let tolerance = settings.tolerance ?? 1e-11
    let iterations = settings.iterations ?? 1000
    switch kind {
    case .logistic:
      let fitted = try LogisticRegression(
        inverseRegularization: settings.inverseRegularization, tolerance: tolerance,
        maximumIterations: iterations
      ).fitted(data, using: &generator)
      return (.logistic(fitted.model), fitted.report)
    case .softmax:
      let fitted = try SoftmaxRegression(
        inverseRegularization: settings.inverseRegularization, tolerance: tolerance,
        maximumIterations: iterations
      ).fitted(data, using: &generator)
      return (.softmax(fitted.model), fitted.report)
    case .oneVsRest:
      let fitted = try OneVsRestRegression(
        inverseRegularization: settings.inverseRegularization, tolerance: tolerance,
        maximumIterations: iterations
      ).fitted(data, using: &generator)
      return (.oneVsRest(fitted.model), fitted.report)
    case .multilayerPerceptron:
      let fitted = try MultilayerPerceptron(
        hiddenLayers: settings.hiddenLayers, activation: settings.activation,
        optimizer: settings.optimizer, epochs: settings.iterations ?? Self.defaultPasses,
        batchSize: settings.batchSize,
        learningRate: settings.learningRate, l2Penalty: settings.l2Penalty
      ).fitted(data, using: &generator)
      return (.multilayerPerceptron(fitted.model), fitted.report)
    }
  }

  private func provenance(_ data: Dataset) -> Provenance {
    Provenance(
      data: source.name, options: source.effectiveOptions, target: data.schema.target, seed: seed,
      trainingFraction: trainingFraction, rows: data.count)
  }
}

/// A fitted target and how well it does.
public struct TrainedTarget: Sendable {
  /// The model with its schema and provenance.
  public let file: ModelFile
  /// How the search ended.
  public let report: FitReport
  /// Share of the fitted rows whose class is predicted.
  public let trainAccuracy: Double
  /// The same on the held-out rows; `nil` if none were held out.
  public let testAccuracy: Double?
  /// Seconds of fitting.
  public let seconds: Double
  /// What the reader of the data did.
  public let notes: [String]
}
