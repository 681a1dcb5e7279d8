import Estimators

/// Decides what the samples of a part mean: a single node, a split, or a search that is needed.
struct TreeSettling {
  let epsilon: Double
  /// The fields of an identity.
  let fields: (Int) -> [Int]?

  /// A pair of identities whose boxes are apart, in these features.
  private struct Pair {
    let first: Int
    let second: Int
    let apart: [Int]
  }

  private struct Candidate {
    let split: TreePart.PartSplit
    let straddlers: [Int]
    /// Whether a sample lies within the bracket, whose node is narrower than epsilon.
    var isBlurred = false
    let isWanted: Bool
    let smallerSide: Int
  }

  /// Looks at a part whose samples have changed.
  ///
  /// Of two nodes the split that parts them lies in a feature in which their hulls are apart. A
  /// threshold that is known to epsilon, and that no hull lies across, may be the part's first
  /// split: the target's own first split is among the candidates once enough is known. Until then
  /// the pair of nodes that are apart in the fewest features is searched.
  func settle(_ part: TreePart, in cell: TreeCell) {
    part.search = nil
    let identities = part.identities
    guard identities.count > 1 else { return }
    let firm = identities.filter { !cell.isLoose($0) }
    let hulls = Dictionary(
      uniqueKeysWithValues: firm.map { identity in
        (
          identity,
          Hull(
            of: part.samples.lazy.filter { $0.identity == identity }.map(\.values),
            ignoring: cell.isIgnored(fields(identity)))
        )
      })
    var pairs: [Pair] = []
    for (index, first) in firm.enumerated() {
      for second in firm[(index + 1)...] {
        guard let mine = hulls[first], let other = hulls[second] else { continue }
        let apart = mine.apart(from: other)
        guard !apart.isEmpty else {
          doubt(first, second, part, cell)
          settle(part, in: cell)
          return
        }
        pairs.append(Pair(first: first, second: second, apart: apart))
      }
    }
    let candidates = thresholds(part, hulls, pairs, cell) + categories(part, hulls, pairs, cell)
    if let best = best(candidates.filter { $0.straddlers.isEmpty && !$0.isBlurred }) {
      cell.split(part, by: best.split, self)
      return
    }
    if let pair = searchable(pairs, part, hulls, cell) {
      search(pair, part, hulls, cell)
      return
    }
    if let best = candidates.min(by: {
      ($0.straddlers.count, $0.isBlurred ? 1 : 0) < ($1.straddlers.count, $1.isBlurred ? 1 : 0)
    }) {
      for identity in best.straddlers { cell.loosen(identity) }
      cell.split(part, by: best.split, self)
      return
    }
    searchSamples(part, cell)
  }

  /// Two identities of which one came up within the hull of the other: several nodes share one of
  /// them, or the target contradicts itself, which asking again shows.
  private func doubt(_ first: Int, _ second: Int, _ part: TreePart, _ cell: TreeCell) {
    if cell.loose.count < 6 {
      cell.doubts += [first, second].compactMap { identity in
        part.samples.last { $0.identity == identity }?.values
      }
    }
    cell.loosen(first)
    cell.loosen(second)
  }

  private func best(_ candidates: [Candidate]) -> Candidate? {
    candidates.max {
      ($0.isWanted ? 1 : 0, $0.smallerSide) < ($1.isWanted ? 1 : 0, $1.smallerSide)
    }
  }

  /// Thresholds that are known to epsilon.
  private func thresholds(
    _ part: TreePart, _ hulls: [Int: Hull], _ pairs: [Pair], _ cell: TreeCell
  ) -> [Candidate] {
    var brackets: [(position: Int, bracket: Bracket)] = part.facts.map { ($0.position, $0.bracket) }
    for pair in pairs where pair.apart.count == 1 {
      if let gap = gap(pair, hulls), gap.isResolved(epsilon) {
        brackets.append((pair.apart[0], gap))
      }
    }
    var seen: Set<[Double]> = []
    return brackets.compactMap { position, bracket in
      guard seen.insert([Double(position), bracket.lower, bracket.upper]).inserted else {
        return nil
      }
      guard case .interval(let least, let most) = part.extents[position],
        least <= bracket.lower, bracket.upper <= most
      else { return nil }
      var (left, right, isBlurred) = (0, 0, false)
      for sample in part.samples {
        guard case .number(let number) = sample.values[position] else { return nil }
        if number <= bracket.lower {
          left += 1
        } else if number >= bracket.upper {
          right += 1
        } else {
          isBlurred = true
        }
      }
      guard left > 0, right > 0 else { return nil }
      return Candidate(
        split: .threshold(position: position, bracket),
        straddlers: hulls.filter { $0.value.straddles(position, bracket) }.map(\.key).sorted(),
        isBlurred: isBlurred, isWanted: position == cell.wanted, smallerSide: min(left, right))
    }
  }

  /// Where the threshold between two hulls lies that are apart in one number.
  private func gap(_ pair: Pair, _ hulls: [Int: Hull]) -> Bracket? {
    guard let first = hulls[pair.first], let second = hulls[pair.second],
      case .interval(let lower, let upper) = first.sides[pair.apart[0]],
      case .interval(let otherLower, let otherUpper) = second.sides[pair.apart[0]]
    else { return nil }
    return upper < otherLower
      ? Bracket(lower: upper, upper: otherLower) : Bracket(lower: otherUpper, upper: lower)
  }

  /// Splits of a categorical feature all of whose categories were seen: into groups that no node
  /// joins.
  private func categories(
    _ part: TreePart, _ hulls: [Int: Hull], _ pairs: [Pair], _ cell: TreeCell
  ) -> [Candidate] {
    part.extents.indices.compactMap { position in
      guard case .categories(let present) = part.extents[position], present.count > 1,
        position == cell.wanted || pairs.contains(where: { $0.apart == [position] })
          || hulls.isEmpty,
        part.unseenCategories(position).isEmpty
      else { return nil }
      var groups = present.map { Set([$0]) }
      func join(_ set: Set<Int>) {
        let joined = groups.filter { !$0.isDisjoint(with: set) }
        groups.removeAll { !$0.isDisjoint(with: set) }
        groups.append(joined.reduce(set) { $0.union($1) })
      }
      for (_, hull) in hulls.sorted(by: { $0.key < $1.key }) {
        switch hull.sides[position] {
        case .categories(let set): join(set.intersection(present))
        case .everything: return nil
        case .interval: continue
        }
      }
      for identity in part.identities where hulls[identity] == nil {
        join(
          Set(
            part.samples.filter { $0.identity == identity }.compactMap { sample in
              if case .category(let category) = sample.values[position] { category } else { nil }
            }))
      }
      guard groups.count > 1 else { return nil }
      let sorted = groups.map { $0.sorted() }.sorted { $0[0] < $1[0] }
      let sizes = sorted.map { group in
        part.samples.count { sample in
          if case .category(let category) = sample.values[position] {
            group.contains(category)
          } else {
            false
          }
        }
      }
      return Candidate(
        split: .groups(position: position, sorted), straddlers: [],
        isWanted: position == cell.wanted, smallerSide: part.samples.count - (sizes.max() ?? 0))
    }
  }

  /// The pair of nodes that is apart in the fewest features, if something is left to find there.
  private func searchable(
    _ pairs: [Pair], _ part: TreePart, _ hulls: [Int: Hull], _ cell: TreeCell
  ) -> Pair? {
    var links: [Int: [Int: [Int]]] = [:]
    for pair in pairs {
      links[pair.first, default: [:]][pair.second] = pair.apart
      links[pair.second, default: [:]][pair.first] = pair.apart
    }
    return pairs.filter { pair in
      guard let first = hulls[pair.first], let second = hulls[pair.second] else { return false }
      let ends = first.nearestPoints(to: second, within: part.extents)
      if cell.wasSearched(ends.0 + ends.1) { return false }
      guard pair.apart.count == 1 else { return !isBridged(pair, links, hulls) }
      switch part.extents[pair.apart[0]] {
      case .interval:
        return !(gap(pair, hulls)?.isResolved(epsilon) ?? true) && !isBridged(pair, links, hulls)
      case .categories: return !part.unseenCategories(pair.apart[0]).isEmpty
      }
    }.min { $0.apart.count < $1.apart.count }
  }

  /// Whether a third node lies between two, so that its own searches find what parts them: nearer
  /// to both than they are to each other, or on the line from one to the other.
  private func isBridged(
    _ pair: Pair, _ links: [Int: [Int: [Int]]], _ hulls: [Int: Hull]
  ) -> Bool {
    guard let first = links[pair.first], let second = links[pair.second] else { return false }
    let gap = pair.apart.count == 1 ? gap(pair, hulls) : nil
    return first.contains { third, apart in
      guard let other = second[third] else { return false }
      if let gap {
        guard apart == pair.apart, other == pair.apart,
          case .interval(let lower, let upper) = hulls[third]?.sides[pair.apart[0]]
        else { return false }
        return gap.lower < lower && upper < gap.upper
      }
      return apart.count < pair.apart.count && other.count < pair.apart.count
        && apart.allSatisfy(pair.apart.contains) && other.allSatisfy(pair.apart.contains)
    }
  }

  private func search(
    _ pair: Pair, _ part: TreePart, _ hulls: [Int: Hull], _ cell: TreeCell
  ) {
    guard let first = hulls[pair.first], let second = hulls[pair.second] else { return }
    let (mine, theirs) = first.nearestPoints(to: second, within: part.extents)
    func end(_ values: [Value], _ identity: Int) -> ThresholdSearch.End {
      ThresholdSearch.End(
        values: values, identity: identity,
        isAsked: part.samples.contains { $0.identity == identity && $0.values == values })
    }
    part.search = ThresholdSearch(
      end(mine, pair.first), end(theirs, pair.second), preferring: cell.wanted,
      isBold: part === cell.root && pair.apart == [cell.wanted])
  }

  /// A search between the two samples that differ least, where no hull can be trusted.
  private func searchSamples(_ part: TreePart, _ cell: TreeCell) {
    var best: (TreePart.Sample, TreePart.Sample, Int)?
    // The last ones of each identity: the number of pairs stays small.
    let recent = Dictionary(grouping: part.samples, by: \.identity).sorted { $0.key < $1.key }
      .flatMap { $0.value.suffix(80) }
    for (index, first) in recent.enumerated() {
      for second in recent.dropFirst(index + 1) where first.identity != second.identity {
        let distance = zip(first.values, second.values).count { $0 != $1 }
        if distance < best?.2 ?? .max, !cell.wasSearched(first.values + second.values) {
          best = (first, second, distance)
        }
      }
    }
    guard let (first, second, distance) = best, distance > 0 else {
      part.isGivenUp = true
      return
    }
    if distance == 1,
      let position = first.values.indices.first(where: { first.values[$0] != second.values[$0] }),
      case .categories = part.extents[position], part.unseenCategories(position).isEmpty
    {
      // Each category goes its own way, since nothing tells which belong together.
      let seen = part.samples.reduce(into: [Int: Int]()) { seen, sample in
        if case .category(let category) = sample.values[position] {
          seen[category] = seen[category] ?? sample.identity
        }
      }
      let groups = Dictionary(grouping: seen.keys, by: { seen[$0] ?? 0 }).values
        .map { $0.sorted() }.sorted { $0[0] < $1[0] }
      cell.split(
        part,
        by: .groups(
          position: position, groups.count > 1 ? groups : seen.keys.sorted().map { [$0] }), self)
      return
    }
    part.search = ThresholdSearch(
      .init(values: first.values, identity: first.identity, isAsked: true),
      .init(values: second.values, identity: second.identity, isAsked: true),
      preferring: cell.wanted, isBold: false)
  }
}
