public import Estimators

/// What `skua tree` prints.
public struct TreeDescription: Sendable, Encodable {
  /// The column that is predicted.
  public let target: String
  /// Classes, c; 0 where the target is a number.
  public let classes: Int
  /// Features, used or not.
  public let features: Int
  /// Splits and leaves.
  public let nodes: Int
  /// Leaves.
  public let leaves: Int
  /// Different answers of leaves: what an attacker can tell apart.
  public let identities: Int
  /// Splits on the longest path.
  public let depth: Int
  /// Where the tree departs from its file, and what a reader should know.
  public let notes: [String]
  /// The tree as indented conditions.
  public let rules: String

  /// Describes a tree with so many lines of rules at most.
  public init(_ tree: DecisionTree, notes: [String] = [], lines: Int = .max) {
    target = tree.schema.target
    classes = tree.schema.classes.count
    features = tree.schema.features.count
    nodes = tree.nodes.count
    leaves = tree.leaves.count
    identities = tree.identities
    depth = tree.depth
    self.notes = notes
    rules = TreeText(tree).rules(lines: lines)
  }

  /// The description for people, without the notes.
  public var text: String {
    """
    \(target): \(classes == 0 ? "a number" : "\(classes) classes"), \(features) features, \
    \(leaves) leaves of \(identities) different answers, depth \(depth)

    \(rules)
    """
  }
}
