public import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// The path-finding attack of the paper, with complete queries.
///
/// Tramèr et al. 2016, Algorithm 1: from a random input, a line search along each feature finds
/// the predicates of the leaf that it reaches, and inputs in other leaves, which wait in a queue. An
/// identity counts as visited only where the input satisfies the predicates of one of its leaves, so
/// that leaves which share an identity are told apart, if their predicates differ.
/// Costs O(m (d_cat k + d_num m log(range / epsilon))) queries for m leaves.
public struct PathFinding: TreeAttack {
  public var epsilon: Double
  /// The first input; a random one for none.
  public var start: Query?

  /// An attack that finds thresholds to within epsilon, 1e-3 by default as in the paper.
  public init(epsilon: Double = 1e-3, start: Query? = nil) {
    self.epsilon = epsilon
    self.start = start
  }

  /// What proofs by line search rest on.
  static let condition =
    "what is called proven is so unless a leaf that was missed shares its identity with one found"

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> TreeExtraction {
    let clock = ContinuousClock.now
    let schema = try schema(of: oracle)
    var target = Interrogation(oracle)
    var thresholds = ThresholdTable(features: schema.features.count)
    let leaves = try await leaves(
      from: start ?? schema.randomRow(using: &generator), schema, &target, &thresholds)
    let assembly = try TreeAssembly(schema, thresholds, target.table).tree(of: leaves)
    let counts = Dictionary(grouping: leaves, by: \.identity).mapValues(\.count)
    let shared = counts.count { $0.value > 1 }
    let notes =
      shared == 0
      ? [Self.condition]
      : [
        "\(shared) identities are shared by several leaves, between which a line search can miss "
          + "splits"
      ]
    return TreeExtraction(
      copy: assembly.tree, method: "path finding", queries: target.queries, rounds: target.rounds,
      epsilon: epsilon, isPartial: target.isOver,
      unprovenLeaves: Set(
        assembly.origins.filter { target.isOver || counts[leaves[$0.value].identity] != 1 }.keys),
      uncoveredLeaves: assembly.uncovered,
      seconds: clock.duration(to: .now).seconds, notes: notes)
  }

  /// The leaves that can be reached from an input, with their predicates.
  private func leaves<Target>(
    from input: Query, _ schema: Schema, _ target: inout Interrogation<Target>,
    _ thresholds: inout ThresholdTable
  ) async throws(OracleError) -> [FoundLeaf] {
    var leaves: [FoundLeaf] = []
    var visited: [Int: [Int]] = [:]
    var queue = [input]
    var next = 0
    while next < queue.count {
      let input = queue[next]
      next += 1
      guard let identity = try await target.ask([input]).first?.identity else { break }
      let isKnown = visited[identity, default: []].contains {
        leaves[$0].contains(input, thresholds)
      }
      if isKnown { continue }
      visited[identity, default: []].append(leaves.count)
      leaves.append(FoundLeaf(identity: identity, input: input, schema: schema))
      let searches = schema.features.enumerated().map { index, feature in
        LineSearch(through: input, feature: index, along: feature.line, epsilon: epsilon)
      }
      guard let found = try await LineSearch.run(searches, asking: &target) else { break }
      for search in found {
        for piece in search.pieces {
          if piece.holds(input.values[search.feature]) {
            leaves[leaves.count - 1].restrict(search.feature, to: piece, &thresholds)
          } else {
            queue.append(input.replacing(search.feature, with: piece.value))
          }
        }
      }
    }
    return leaves
  }
}
