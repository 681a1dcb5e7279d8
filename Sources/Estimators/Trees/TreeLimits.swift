/// How far a decision tree grows, and what its splits on categories look like.
public struct TreeLimits: Sendable, Hashable {
  /// Splits on a path at most; `nil` for no limit.
  public var maximumDepth: Int?
  /// Rows that every branch of a split must hold.
  public var minimumLeafSize: Int
  /// Rows that a node must hold to be split.
  public var minimumSplitSize: Int
  /// How categories are sent on.
  public var categories: CategorySplits
  /// What is cut back once the tree has grown.
  public var pruning: Pruning

  /// How a split sends categories on.
  public enum CategorySplits: String, Sendable, Hashable, Codable, CaseIterable {
    /// One category against all others, as BigML does.
    case oneAgainstRest = "one-against-rest"
    /// The best set of categories against the others.
    ///
    /// Categories are ordered by the mean of the target and parted once, which is optimal for two
    /// classes and for numbers (Breiman et al. 1984, §4.2 and §8.8); of more classes the node's
    /// most frequent one is counted.
    case subsets
    /// A branch per category, k of them.
    ///
    /// A category of fewer rows than `minimumLeafSize` has no branch: its inputs stop at the node.
    case everyCategory = "every-category"
  }

  /// How a grown tree is cut back.
  public enum Pruning: Sendable, Hashable {
    /// Not at all.
    case none
    /// To the smallest tree that minimises impurity + α · leaves, the impurity of a leaf weighted
    /// by its share of the rows (Breiman et al. 1984, §3.3, and scikit-learn's `ccp_alpha`).
    case costComplexity(Double)
    /// Where the pessimistic error of a leaf is no larger than that of the branches it replaces.
    ///
    /// The error is bounded by the node's own confidence, as in C4.5 (Quinlan 1993, §4.2) with
    /// Wilson's bound for the binomial one.
    case confidence
  }

  /// Limits that let a tree grow until its leaves are pure.
  public init(
    maximumDepth: Int? = nil, minimumLeafSize: Int = 1, minimumSplitSize: Int = 2,
    categories: CategorySplits = .oneAgainstRest, pruning: Pruning = .none
  ) {
    precondition(maximumDepth ?? 0 >= 0, "a depth of \(maximumDepth ?? 0)")
    precondition(minimumLeafSize >= 1, "leaves of \(minimumLeafSize) rows")
    precondition(minimumSplitSize >= 2, "splits of \(minimumSplitSize) rows")
    self.maximumDepth = maximumDepth
    self.minimumLeafSize = minimumLeafSize
    self.minimumSplitSize = minimumSplitSize
    self.categories = categories
    self.pruning = pruning
  }
}
