import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// Our attack on decision trees, which asks as few queries as it can.
///
/// A node that stops for a missing feature is a box of the features given so far, which is split by
/// the feature that it lacks. The identities of its two children tell for each further query on
/// which side of the threshold it fell, so that one search costs about log2(range / epsilon) queries
/// and two for the children. What sets the attack apart from the paper's:
/// - Nothing is asked that is implied: whatever lies between two answers of one identity has that
///   identity, since nodes are boxes (`Hull`).
/// - A split on a feature that is given already is crossed without a stop. No line search looks for
///   it: each query of a search moves all other features to the opposite end, so that it would show
///   as a third identity. Two opposite corners of one identity prove a leaf.
/// - Thresholds are sought where they are likely: known ones, decimal ones (`ThresholdPrior`).
/// - All nodes are searched side by side; a round is one batch of queries.
/// - Leaves whose identity is not theirs alone are probed at random, and repaired.
///
/// With complete queries alone the same search runs over all features at once: two leaves are led
/// together until they differ in one feature, and the threshold found there is shared by all leaves
/// that it parts.
public struct AdaptiveTreeExtraction: TreeAttack {
  public var epsilon: Double
  /// Whether the service takes rows that lack features.
  public var usesIncompleteQueries: Bool
  /// Whether the attack looks at the list of features in an answer.
  public var usesFields: Bool
  /// Random rows asked in each leaf whose identity is not its own.
  public var probes: Int
  /// Whether identities name no node, as where the target answers with labels alone: then each leaf
  /// is what random rows show of it.
  public var sharesIdentities: Bool

  /// An attack that finds thresholds to within epsilon, 1e-3 by default as in the paper.
  public init(
    epsilon: Double = 1e-3, usesIncompleteQueries: Bool = true, usesFields: Bool = true,
    probes: Int = 24, sharesIdentities: Bool = false
  ) {
    self.epsilon = epsilon
    self.usesIncompleteQueries = usesIncompleteQueries
    self.usesFields = usesFields
    self.probes = probes
    self.sharesIdentities = sharesIdentities
  }

  /// An attack on a small tree that answers with labels alone.
  ///
  /// Experimental: it finds a split only if a random row falls on the other side of it, so that a
  /// leaf of volume v is missed with probability (1 - v)^probes, and proves nothing.
  public static func labelsOnly(epsilon: Double = 1e-3, probes: Int = 300) -> Self {
    AdaptiveTreeExtraction(
      epsilon: epsilon, usesIncompleteQueries: false, usesFields: false, probes: probes,
      sharesIdentities: true)
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> TreeExtraction {
    let start = ContinuousClock.now
    let schema = try schema(of: oracle)
    var target = Interrogation(oracle, withFields: usesFields)
    let map = TreeMap(schema, settings: self)
    // An answer that is known brings a search on; many of them in a row would not.
    while !target.isOver, target.staleRounds < 100 {
      let requests = map.requests(using: &generator)
      guard !requests.isEmpty else { break }
      _ = try await target.ask(map.takeDoubts())
      let identities = try await target.identities(of: requests.map { map.query($0) })
      for (request, identity) in zip(requests, identities) {
        map.take(identity, to: request, target.table)
      }
      map.settle()
    }
    let (copy, leaves) = try map.tree()
    let shared = map.sharedIdentities
    var notes: [String] = []
    if sharesIdentities {
      notes.append(
        "experimental: labels name no leaf, so that a leaf of share v of the inputs is missed with "
          + "probability (1 - v)^\(probes), and nothing is proven")
    } else if !shared.isEmpty {
      notes.append(
        "\(shared.count) identities are shared by several leaves, each of which was probed with "
          + "\(probes) random rows: a smaller leaf may still hide in one")
    }
    if map.mergedIdentities > 0 {
      notes.append(
        "\(map.mergedIdentities) nodes are narrower than epsilon, \(epsilon), and were merged with "
          + "their neighbours")
    }
    return TreeExtraction(
      copy: copy,
      method: "adaptive" + (usesIncompleteQueries ? "" : ", complete queries alone")
        + (usesIncompleteQueries && !usesFields ? ", without the list of fields" : ""),
      queries: target.queries, rounds: target.rounds, epsilon: epsilon, isPartial: target.isOver,
      unprovenLeaves: Set(leaves.filter { !$0.value }.keys), uncoveredLeaves: [],
      seconds: start.duration(to: .now).seconds, notes: notes)
  }
}
