/// A decision tree over rows as a user has them, numbers and categories alike.
///
/// Every node, not only a leaf, holds an answer: an input that lacks the feature which a node asks
/// for, or whose category no child takes, stops there, as in BigML's "last prediction" strategy
/// (Tramèr et al. 2016, §4.2).
public struct DecisionTree: Sendable, Hashable {
  /// The features, and the classes: none for a regression tree.
  public let schema: Schema
  /// The nodes: the root first, children after their parent.
  public let nodes: [Node]

  /// A tree of nodes, the root first and each child after its parent.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel` that names the first node at fault: a
  ///   child that doesn't exist, comes before its parent or has two; an unknown feature, category
  ///   or class; a child that no input can reach.
  /// - Complexity: O(nodes + categories in splits).
  public init(schema: Schema, nodes: [Node]) throws(EstimatorError) {
    if let fault = Self.fault(of: nodes, under: schema) {
      throw EstimatorError(.malformedModel, "the decision tree is malformed: \(fault)")
    }
    self.schema = schema
    self.nodes = nodes
  }

  /// One node: a leaf if it has no split.
  public struct Node: Sendable, Hashable, Codable {
    /// What is answered to an input that ends here.
    public var answer: Answer
    /// How inputs are sent on; `nil` at a leaf.
    public var split: Split?
    /// The indices of the children, one per branch of the split.
    public var children: [Int]
    /// Number of training rows that reached the node, if known.
    public var count: Int?

    /// A node of given parts; without a split and children it is a leaf.
    public init(
      answer: Answer, split: Split? = nil, children: [Int] = [], count: Int? = nil
    ) {
      self.answer = answer
      self.split = split
      self.children = children
      self.count = count
    }
  }

  /// What a node answers.
  public struct Answer: Sendable, Hashable, Codable {
    /// The index of the class; 0 in a regression tree.
    public var label: Int
    /// The number that a regression tree predicts; `nil` in a classification tree.
    public var value: Double?
    /// How sure the answer is, as the service states it; `nil` if it doesn't.
    ///
    /// For classes a lower bound of the share of the class, for numbers an upper bound of the
    /// error in the target's unit.
    public var confidence: Double?

    /// An answer of a class.
    public init(label: Int, confidence: Double? = nil) {
      self.label = label
      self.confidence = confidence
    }

    /// An answer of a number.
    public init(value: Double, confidence: Double? = nil) {
      label = 0
      self.value = value
      self.confidence = confidence
    }
  }

  /// Whether the target is a number.
  public var isRegression: Bool { schema.classes.isEmpty }

  /// The indices of the leaves, rising.
  public var leaves: [Int] { nodes.indices.filter { nodes[$0].split == nil } }

  /// Number of splits on the longest path; 0 for a lone leaf.
  public var depth: Int {
    var depths = [Int](repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for child in node.children { depths[child] = depths[index] + 1 }
    }
    return depths.max() ?? 0
  }
}
