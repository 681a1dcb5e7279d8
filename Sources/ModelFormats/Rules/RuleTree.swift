import Estimators

/// A tree as files write it: each node has a condition, and the first child whose condition holds
/// takes the row.
struct RuleTree {
  /// The features, classes and target.
  var schema: Schema
  /// The nodes, of which the first is the root; a child comes after its parent.
  var nodes: [Node] = []
  /// Whether a row that no child takes has no prediction, rather than that of the node.
  var refusesTheRest = false
  /// What a user should know.
  var notes: [String] = []

  /// A node of the file.
  struct Node {
    /// What must hold of a row that comes here.
    var predicate: Predicate
    /// What is answered to a row that stops here; `nil` if the file doesn't say.
    var answer: DecisionTree.Answer?
    /// Training rows per class, or their shares, if known.
    var distribution: [Double]?
    /// Training rows, if known.
    var count: Int?
    /// The indices of the children, in the file's order.
    var children: [Int] = []
  }

  /// The most nodes of a tree that is read.
  static let largestTree = 1_000_000
  /// The most decisions on conditions: parts of one may have to be looked at again and again without
  /// any split.
  static let mostSteps = 4_000_000
  /// The deepest nesting of nodes that is read.
  static let deepestTree = 512

  static func malformed(_ name: String, _ what: String) -> EstimatorError {
    EstimatorError(.malformedModel, "\(name) \(what)")
  }
}
