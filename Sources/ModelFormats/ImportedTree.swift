public import Estimators

/// A decision tree from another tool's file.
public struct ImportedTree: Sendable, Hashable {
  /// The tree, which answers complete rows as the file says.
  public let tree: DecisionTree
  /// Where the tree departs from the file, or adds to it: one sentence each.
  public let notes: [String]

  /// A tree and what a user should know about it.
  public init(_ tree: DecisionTree, notes: [String] = []) {
    self.tree = tree
    self.notes = notes
  }
}
