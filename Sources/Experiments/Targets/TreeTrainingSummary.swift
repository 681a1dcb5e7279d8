public import Estimators
import Reports

/// What `skua train --model tree` prints.
public struct TreeTrainingSummary: Sendable, Encodable {
  /// The kind of model, as the file names it.
  public let model = TreeFile.kind
  /// The data it was fitted to.
  public let data: String
  /// Classes, c; 0 where the target is a number.
  public let classes: Int
  /// Features as a row has them: nothing is encoded.
  public let features: Int
  /// Splits and leaves.
  public let parameters: Int
  /// Leaves.
  public let leaves: Int
  /// Different answers of leaves: what an attacker can tell apart.
  public let identities: Int
  /// Splits on the longest path.
  public let depth: Int
  /// Share of the fitted rows whose class is predicted; `null` where the target is a number.
  @Nullable public var trainAccuracy: Double?
  /// The same on the held-out rows.
  @Nullable public var testAccuracy: Double?
  /// Root mean squared error on the fitted rows; `null` where the target is a class.
  @Nullable public var trainError: Double?
  /// The same on the held-out rows.
  @Nullable public var testError: Double?
  /// Seconds of fitting.
  public let seconds: Double
  /// The model file.
  public let out: String
  /// What the reader of the data did.
  public let notes: [String]

  /// Summarises a training whose tree was written to a path.
  public init(_ trained: TrainedTree, data: String, out: String) {
    let tree = trained.file.tree
    self.data = data
    classes = tree.schema.classes.count
    features = tree.schema.features.count
    parameters = tree.nodes.count
    leaves = tree.leaves.count
    identities = tree.identities
    depth = tree.depth
    seconds = trained.seconds
    self.out = out
    notes = trained.notes
    trainAccuracy = trained.training.accuracy
    testAccuracy = trained.test?.accuracy
    trainError = trained.training.error
    testError = trained.test?.error
  }

  /// The summary for people.
  public var text: String {
    let target = classes == 0 ? "a number" : "\(classes) classes"
    var score = ""
    if let trainAccuracy {
      score = "accuracy \(NumberFormat.percent(trainAccuracy)) on fitted rows"
      if let testAccuracy { score += ", \(NumberFormat.percent(testAccuracy)) on held-out rows" }
    } else if let trainError {
      score = "root mean squared error \(NumberFormat.decimal(trainError)) on fitted rows"
      if let testError { score += ", \(NumberFormat.decimal(testError)) on held-out rows" }
    }
    return """
      decision tree: \(NumberFormat.count(features)) features, \(target), \
      \(NumberFormat.count(leaves)) leaves of \(NumberFormat.count(identities)) different answers, \
      depth \(depth)
      \(score)
      fitted in \(NumberFormat.seconds(seconds))
      written to \(out)
      """
  }
}

extension DecisionTree {
  /// Number of different answers of the leaves.
  public var identities: Int { Set(leaves.map { nodes[$0].answer }).count }
}
