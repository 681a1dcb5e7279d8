import Estimators

/// A box of the input space and what is known of it: samples, and a split once one is found.
final class TreePart {
  /// What is left of each feature of the cell.
  let extents: [Extent]
  /// The answers to queries that lie here; none once the part is split.
  var samples: [Sample] = []
  /// Thresholds that were found here.
  var facts: [Fact] = []
  /// How the part is split, and its children.
  var split: PartSplit?
  var children: [TreePart] = []
  /// The search that is under way.
  var search: ThresholdSearch?
  /// The rows of one more feature below, where a node stopped here for lack of it.
  var cell: TreeCell?
  /// Which feature the node here lacks, where the service doesn't say.
  var completion: Completion?
  /// Random rows that were asked to find nodes of the same identity.
  var probes = 0
  /// Whether the search for a split that is known to be here was given up.
  var isGivenUp = false

  init(_ extents: [Extent]) { self.extents = extents }

  /// A point and the identity that it was answered with.
  struct Sample {
    let values: [Value]
    let identity: Int
  }

  /// A threshold that lies between two points, which differ in one feature.
  struct Fact {
    let position: Int
    let bracket: Bracket
    let lower: [Value]
    let upper: [Value]
  }

  /// A split of the part.
  enum PartSplit {
    case threshold(position: Int, Bracket)
    case groups(position: Int, [[Int]])
  }

  /// The search for the feature that a node lacks.
  enum Completion {
    /// The corners, completed, are being asked.
    case corners
    /// With these values of the missing features the answer is another, so that one of the
    /// candidates is asked for.
    case among([Int], base: [Value], extras: [Int: Value])
    /// The node lacks this feature.
    case found(Int)
    /// The node lacks nothing: it is a leaf.
    case leaf
  }

  /// Identities in the order of their first sample.
  var identities: [Int] {
    var seen: Set<Int> = []
    return samples.map(\.identity).filter { seen.insert($0).inserted }
  }

  func contains(_ values: [Value]) -> Bool {
    zip(extents, values).allSatisfy { $0.contains($1) }
  }

  /// The leaves of this part's own tree, without the cells below.
  var leaves: [TreePart] { split == nil ? [self] : children.flatMap(\.leaves) }

  /// Categories of a feature that no sample has.
  func unseenCategories(_ position: Int) -> [Value] {
    guard case .categories(let present) = extents[position] else { return [] }
    let seen = Set(samples.map { $0.values[position] })
    return present.map(Value.category).filter { !seen.contains($0) }
  }

  /// A point that is as far as possible from another in all features but one.
  ///
  /// Of categories it takes one that some of the given identities were not seen with.
  func opposite(of point: [Value], keeping kept: Int, for identities: [Int]) -> [Value] {
    var values = point
    for position in values.indices where position != kept {
      switch extents[position] {
      case .interval:
        values[position] =
          values[position] == extents[position].low
          ? extents[position].high : extents[position].low
      case .categories(let present):
        guard present.count > 1 else { continue }
        let lacking = identities.map { identity -> [Int] in
          let seen = Set(
            samples.filter { $0.identity == identity }.map { $0.values[position] })
          return present.filter { !seen.contains(.category($0)) }
        }
        if let next = lacking.max(by: { $0.count < $1.count })?.first {
          values[position] = .category(next)
        }
      }
    }
    return values
  }
}
