public import Estimators
import Reports

/// What `skua train --model binned` prints.
public struct BinnedTrainingSummary: Sendable, Encodable {
  /// The kind of model, as the file names it.
  public let model = BinnedFile.kind
  /// The regression on the columns.
  public let link: ModelKind
  /// The data it was fitted to.
  public let data: String
  /// Classes, c.
  public let classes: Int
  /// Encoded columns, d.
  public let features: Int
  /// Parameters of the regression.
  public let parameters: Int
  /// Thresholds between bins, of all features together.
  public let thresholds: Int
  /// Share of the fitted rows whose class is predicted.
  public let trainAccuracy: Double
  /// The same on the held-out rows; `null` if none were held out.
  @Nullable public var testAccuracy: Double?
  /// Seconds of fitting.
  public let seconds: Double
  /// Iterations of the search.
  public let iterations: Int
  /// Whether the search met its tolerance.
  @Nullable public var converged: Bool?
  /// The model file.
  public let out: String
  /// What the reader of the data did.
  public let notes: [String]

  /// Summarises a training whose regression was written to a path.
  public init(_ trained: TrainedBinned, data: String, out: String) {
    let model = trained.file.model
    link = model.model.kind
    self.data = data
    classes = model.schema.classes.count
    features = model.encoder.dimensions
    parameters = model.parameterCount
    thresholds = model.encoder.thresholds.values.reduce(0) { $0 + $1.count }
    trainAccuracy = trained.trainAccuracy
    seconds = trained.seconds
    iterations = trained.report.iterations
    self.out = out
    notes = trained.notes
    testAccuracy = trained.testAccuracy
    converged = trained.report.converged
  }

  /// The summary for people.
  public var text: String {
    let held = testAccuracy.map { ", \(NumberFormat.percent($0)) on held-out rows" } ?? ""
    return """
      binned \(link.title): \(NumberFormat.count(features)) columns, \
      \(NumberFormat.count(thresholds)) thresholds, \(classes) classes, \
      \(NumberFormat.count(parameters)) parameters
      accuracy \(NumberFormat.percent(trainAccuracy)) on fitted rows\(held)
      fitted in \(NumberFormat.seconds(seconds)), \(NumberFormat.count(iterations)) iterations\
      \(converged == false ? ", not converged: raise --iterations" : "")
      written to \(out)
      """
  }
}
