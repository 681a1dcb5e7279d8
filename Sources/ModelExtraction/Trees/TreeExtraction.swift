public import Estimators

/// What an attack on a decision tree returns: the copy, what it cost, and how much of it is proven.
public struct TreeExtraction: Sendable {
  /// The rebuilt tree.
  public var copy: DecisionTree
  /// The method, as a phrase.
  public var method: String
  /// Queries asked.
  public var queries: Int
  /// Batches in which they were asked: what a service with batch calls needs in round trips.
  public var rounds: Int
  /// Thresholds were sought to within this much.
  public var epsilon: Double
  /// Whether the budget ended before the attack did.
  public var isPartial: Bool
  /// Leaves of the copy that nothing proves: another node of the target may lie within.
  ///
  /// A leaf is proven if both of its opposite corners, and each of its categories, were answered with
  /// its identity, and no other leaf has that identity.
  public var unprovenLeaves: Set<Int>
  /// Leaves of the copy that no query reached: their answer is a neighbour's.
  public var uncoveredLeaves: Set<Int>
  /// Seconds of the attack, its queries included.
  public var seconds: Double
  /// What a reader should know.
  public var notes: [String]

  /// Number of different identities that the copy's leaves have.
  public var identities: Int {
    Set(copy.leaves.filter { !uncoveredLeaves.contains($0) }.map { copy.nodes[$0].answer }).count
  }

  /// Share of the input space whose leaves are proven, rows drawn as `Schema.randomRow` draws them.
  public var provenShare: Double {
    let open = unprovenLeaves.union(uncoveredLeaves)
    let regions = LeafRegion.all(of: copy)
    let proven = regions.filter { !$0.isRest && !open.contains($0.node) }
    // Volumes add up to 1 but for rounding.
    if proven.count == regions.count { return 1 }
    return proven.reduce(0) { $0 + $1.volume(in: copy.schema) }
  }
}
