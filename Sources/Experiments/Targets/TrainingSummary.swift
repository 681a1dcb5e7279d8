public import Estimators
import Reports

/// What `skua train` prints.
public struct TrainingSummary: Sendable, Encodable {
  /// The class of the model.
  public let model: ModelKind
  /// The data it was fitted to.
  public let data: String
  /// Classes, c.
  public let classes: Int
  /// Encoded features, d.
  public let features: Int
  /// Parameters of the model.
  public let parameters: Int
  /// Share of the fitted rows whose class is predicted.
  public let trainAccuracy: Double
  /// The same on the held-out rows; `null` if none were held out.
  @Nullable public var testAccuracy: Double?
  /// Seconds of fitting.
  public let seconds: Double
  /// Iterations or passes.
  public let iterations: Int
  /// Whether the search met its tolerance; `null` where it has none.
  @Nullable public var converged: Bool?
  /// The model file.
  public let out: String
  /// What the reader of the data did.
  public let notes: [String]

  /// Summarises a training whose model was written to a path.
  public init(_ trained: TrainedTarget, data: String, out: String) {
    let model = trained.file.model
    self.model = trained.file.kind
    self.data = data
    classes = model.classes
    features = model.features
    parameters = model.parameterCount
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
    let limit = model == .multilayerPerceptron ? "--epochs" : "--iterations"
    return """
      \(model.title): \(NumberFormat.count(features)) features, \(classes) classes, \
      \(NumberFormat.count(parameters)) parameters
      accuracy \(NumberFormat.percent(trainAccuracy)) on fitted rows\(held)
      fitted in \(NumberFormat.seconds(seconds)), \(NumberFormat.count(iterations)) iterations\
      \(converged == false ? ", not converged: raise \(limit)" : "")
      written to \(out)
      """
  }
}

/// A value that is written as `null` when it is missing, not left out.
@propertyWrapper
public struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
  /// The value, if there is one.
  public var wrappedValue: Value?

  /// Wraps a value that may be missing.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}

extension Double {
  /// The number, unless it is NaN or infinity, which JSON can't hold.
  var finite: Double? { isFinite ? self : nil }
}

extension ModelKind {
  /// The class in words.
  public var title: String {
    switch self {
    case .logistic: "logistic regression"
    case .softmax: "softmax regression"
    case .oneVsRest: "one-vs-rest regression"
    case .multilayerPerceptron: "multilayer perceptron"
    }
  }
}
