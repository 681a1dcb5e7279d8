import Estimators
import LinearAlgebra

// Leaves that share an identity, and what tells them apart.

extension TreeMap {
  /// The leaves: parts that are no further split and lack no feature.
  private var leafParts: [(part: TreePart, cell: TreeCell)] {
    cells.flatMap { cell in
      cell.root.leaves.filter { $0.cell == nil && !$0.samples.isEmpty }.map { ($0, cell) }
    }
  }

  /// Random rows in leaves whose identity is not theirs alone.
  func probes(using generator: inout some RandomNumberGenerator) -> [Request] {
    var requests: [Request] = []
    let leaves = leafParts
    var counts: [Int: Int] = [:]
    for (part, _) in leaves {
      for identity in part.identities { counts[identity, default: 0] += 1 }
    }
    sharedIdentities = Set(counts.filter { $0.value > 1 }.keys)
    for (part, cell) in leaves where part.probes < settings.probes {
      guard let identity = part.identities.first else { continue }
      let isShared = sharedIdentities.contains(identity) || cell.isLoose(identity)
      let rest =
        settings.usesIncompleteQueries && table[identity].fields == nil
        ? schema.features.indices.filter { !cell.given.contains($0) } : []
      // A few categories are asked in all combinations: also of leaves that seem to be alone, where
      // others are not.
      let limit = isShared ? 4 * settings.probes : settings.probes
      var rows = rest.isEmpty ? Self.combinations(part.extents, upTo: limit) : nil
      if rows == nil, isShared {
        rows = (part.probes..<settings.probes).map { _ in
          part.extents.map { Self.random(in: $0, using: &generator) }
        }
      }
      guard isShared || (!sharedIdentities.isEmpty && rows != nil) else { continue }
      cell.isOpen = true
      for row in rows ?? [] {
        requests.append(
          Request(
            cell: cell, part: part, values: row,
            extras: Dictionary(
              uniqueKeysWithValues: rest.map {
                ($0, Self.random(in: Extent(schema.features[$0]), using: &generator))
              }),
            purpose: rest.isEmpty ? .sample : .completion))
      }
      part.probes = settings.probes
    }
    return requests
  }

  /// All rows of a part without numbers; `nil` if they are more than a limit.
  private static func combinations(_ extents: [Extent], upTo limit: Int) -> [[Value]]? {
    var rows: [[Value]] = [[]]
    for extent in extents {
      guard case .categories(let present) = extent else { return nil }
      guard rows.count * present.count <= limit else { return nil }
      rows = rows.flatMap { row in present.map { row + [.category($0)] } }
    }
    return rows
  }

  /// A value at either end or anywhere, each in a third of the cases; a category at random.
  private static func random(
    in extent: Extent, using generator: inout some RandomNumberGenerator
  ) -> Value {
    switch extent {
    case .interval(let lower, let upper):
      switch generator.integer(below: 3) {
      case 0: .number(lower)
      case 1: .number(upper)
      default: .number(generator.uniform(from: lower, to: upper))
      }
    case .categories(let present): .category(present[generator.integer(below: present.count)])
    }
  }
}
