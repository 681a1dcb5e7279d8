public import Estimators
import LinearAlgebra

/// Fits a binned regression to a data source: what `skua train --model binned` runs.
public struct BinnedTraining: Sendable {
  /// The rows to fit and to hold out.
  public var source: DataSource
  /// How rows are encoded and fitted.
  public var regression: BinnedRegression
  /// Decides the split into fitted and held-out rows.
  public var seed: UInt64
  /// Share of the rows to fit, in (0, 1].
  public var trainingFraction: Double

  /// A training on a source.
  public init(
    _ regression: BinnedRegression = BinnedRegression(), on source: DataSource, seed: UInt64 = 1,
    trainingFraction: Double = 0.7
  ) {
    self.regression = regression
    self.source = source
    self.seed = seed
    self.trainingFraction = trainingFraction
  }

  /// Reads the data, splits it, fits the regression and measures how well it does.
  ///
  /// - Throws: `EstimatorError` if the data can't be read or fitted.
  public func run() throws(EstimatorError) -> TrainedBinned {
    let loaded = try source.load()
    let data = loaded.dataset
    var splitting = RandomStream.split.generator(seed)
    let (training, test) = data.split(trainingFraction: trainingFraction, using: &splitting)
    let start = ContinuousClock.now
    let (model, report) = try regression.fitted(training)
    let seconds = start.duration(to: .now).seconds
    let provenance = Provenance(
      data: source.name, options: source.effectiveOptions, target: data.schema.target, seed: seed,
      trainingFraction: trainingFraction, rows: data.count)
    return TrainedBinned(
      file: BinnedFile(model, provenance: provenance), report: report,
      trainAccuracy: model.accuracy(on: training),
      testAccuracy: test.count > 0 ? model.accuracy(on: test) : nil, seconds: seconds,
      notes: loaded.notes.map(\.description))
  }
}

/// A fitted binned regression and how well it does.
public struct TrainedBinned: Sendable {
  /// The regression with its provenance.
  public let file: BinnedFile
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

extension BinnedModel {
  /// Share of the rows whose true class is the most probable one; there must be at least one.
  fileprivate func accuracy(on data: Dataset) -> Double {
    let right = zip(predictions(for: data.inputs), data.labels).count { $0.label == $1 }
    return Double(right) / Double(data.count)
  }
}
