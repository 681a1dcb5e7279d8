public import Estimators
import LinearAlgebra

/// Fits a decision tree to a data source: what `skua train --model tree` runs.
///
/// The target may name classes or be a number; rows are taken as they are, without encoding.
public struct TreeTraining: Sendable {
  /// The rows to fit and to hold out.
  public var source: DataSource
  /// What a split of classes is to lower; a number has its variance.
  public var criterion: ClassificationTree.Criterion
  /// How far the tree grows.
  public var limits: TreeLimits
  /// Decides the split into fitted and held-out rows.
  public var seed: UInt64
  /// Share of the rows to fit, in (0, 1].
  public var trainingFraction: Double

  /// A training on a source.
  public init(
    on source: DataSource, criterion: ClassificationTree.Criterion = .gini,
    limits: TreeLimits = TreeLimits(), seed: UInt64 = 1, trainingFraction: Double = 0.7
  ) {
    self.source = source
    if source.options.targetKind == .classes { self.source.options.targetKind = .inferred }
    self.criterion = criterion
    self.limits = limits
    self.seed = seed
    self.trainingFraction = trainingFraction
  }

  /// Reads the data, splits it, fits the tree and measures how well it does.
  ///
  /// - Throws: `EstimatorError` if the data can't be read or fitted.
  public func run() throws(EstimatorError) -> TrainedTree {
    let loaded = try source.load()
    let data = loaded.dataset
    var splitting = RandomStream.split.generator(seed)
    let (training, test) = data.split(trainingFraction: trainingFraction, using: &splitting)
    var generator = RandomStream.training.generator(seed)
    let start = ContinuousClock.now
    let tree =
      data.values == nil
      ? try ClassificationTree(criterion: criterion, limits: limits)
        .fit(training, using: &generator)
      : try RegressionTree(limits: limits).fit(training, using: &generator)
    let seconds = start.duration(to: .now).seconds
    let provenance = Provenance(
      data: source.name, options: source.effectiveOptions, target: data.schema.target,
      numericTarget: data.values != nil, seed: seed, trainingFraction: trainingFraction,
      rows: data.count)
    return TrainedTree(
      file: TreeFile(tree, provenance: provenance), training: TreeScore(of: tree, on: training),
      test: test.count > 0 ? TreeScore(of: tree, on: test) : nil, seconds: seconds,
      notes: loaded.notes.map(\.description))
  }
}

/// A fitted tree and how well it does.
public struct TrainedTree: Sendable {
  /// The tree with its provenance.
  public let file: TreeFile
  /// On the fitted rows.
  public let training: TreeScore
  /// On the held-out rows; `nil` if none were held out.
  public let test: TreeScore?
  /// Seconds of fitting.
  public let seconds: Double
  /// What the reader of the data did.
  public let notes: [String]
}

/// How well a tree does on rows whose target is known.
public struct TreeScore: Sendable, Hashable {
  /// Share of the rows whose class is predicted; `nil` where the target is a number.
  public let accuracy: Double?
  /// Root of the mean squared error, in the target's unit; `nil` where the target is a class.
  public let error: Double?

  /// Measures a tree on at least one row.
  public init(of tree: DecisionTree, on data: Dataset) {
    precondition(data.count > 0, "no rows to measure a tree on")
    let answers = tree.predictions(for: data.inputs)
    let rows = Double(data.count)
    if let values = data.values {
      let squares = zip(answers, values).reduce(0) { sum, pair in
        let difference = (pair.0.value ?? .nan) - pair.1
        return sum + difference * difference
      }
      (accuracy, error) = (nil, (squares / rows).squareRoot())
    } else {
      let right = zip(answers, data.labels).count { $0.label == $1 }
      (accuracy, error) = (Double(right) / rows, nil)
    }
  }
}
