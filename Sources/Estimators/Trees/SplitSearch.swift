/// Looks for the split of a node's rows whose parts are purest.
struct SplitSearch<Target: TreeTarget> {
  let target: Target
  let columns: [TreeColumn]
  let limits: TreeLimits

  /// A split, and the sum of its parts' purities.
  struct Candidate {
    var split: Split
    var purity: Double
  }

  /// The best split of a range of rows; `nil` if none leaves enough rows in each branch.
  ///
  /// - Parameters:
  ///   - range: The node's rows in all orders.
  ///   - orders: The rows.
  ///   - total: The sums over these rows.
  ///   - categories: The categories that the splits above leave of a feature.
  func best(
    _ range: Range<Int>, of orders: RowOrders, total: Target.Sums,
    categories: (Int) -> [Int]
  ) -> Candidate? {
    // Sums that differ by rounding alone are equal, so that the first split wins.
    let margin = 1e-12 * total.impurity
    var best: Candidate?
    for (feature, column) in columns.enumerated() {
      let candidate: Candidate? =
        switch column {
        case .numbers(let values):
          threshold(on: feature, values, orders.sorted[feature][range], total, margin)
        case .categories(let values, let count):
          groups(
            on: feature, sums(of: orders.plain[range], values, count), total, margin, categories)
        }
      if let candidate, candidate.purity > (best?.purity ?? -.infinity) + margin {
        best = candidate
      }
    }
    return best
  }

  /// The best threshold: halfway between two values that are neighbours in the rows.
  private func threshold(
    on feature: Int, _ values: [Double], _ rows: ArraySlice<Int>, _ total: Target.Sums,
    _ margin: Double
  ) -> Candidate? {
    var (left, right) = (target.empty, total)
    var best: Candidate?
    for index in rows.indices.dropLast() {
      target.add(rows[index], to: &left)
      target.remove(rows[index], from: &right)
      let (here, next) = (values[rows[index]], values[rows[index + 1]])
      guard here < next, holdsEnough(left), holdsEnough(right) else { continue }
      let purity = left.purity + right.purity
      if purity > (best?.purity ?? -.infinity) + margin {
        let threshold = here / 2 + next / 2
        best = Candidate(
          split: .threshold(feature: feature, threshold < next ? max(threshold, here) : here),
          purity: purity)
      }
    }
    return best
  }

  private func groups(
    on feature: Int, _ sums: [Target.Sums], _ total: Target.Sums, _ margin: Double,
    _ categories: (Int) -> [Int]
  ) -> Candidate? {
    let present = sums.indices.filter { sums[$0].count > 0 }
    guard present.count > 1 else { return nil }
    switch limits.categories {
    case .everyCategory: return everyCategory(on: feature, present, sums, total)
    case .oneAgainstRest:
      let parts = present.map { [$0] }
      return bestPart(on: feature, parts, sums, total, margin, categories(feature))
    case .subsets:
      let ranks = sums.map { $0.count > 0 ? target.rank(of: $0, among: total) : 0 }
      let order = present.sorted {
        ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] < ranks[$1]
      }
      let parts = (1..<order.count).map { Array(order[..<$0]) }
      return bestPart(on: feature, parts, sums, total, margin, categories(feature))
    }
  }

  /// The best of some sets of categories, each against all others.
  ///
  /// A category without rows here goes with the rest, or with the larger side of two subsets.
  private func bestPart(
    on feature: Int, _ parts: [[Int]], _ sums: [Target.Sums], _ total: Target.Sums,
    _ margin: Double, _ categories: [Int]
  ) -> Candidate? {
    var best: Candidate?
    for part in parts {
      var inside = target.empty
      for category in part { inside += sums[category] }
      var outside = total
      outside -= inside
      guard holdsEnough(inside), holdsEnough(outside) else { continue }
      let purity = inside.purity + outside.purity
      guard purity > (best?.purity ?? -.infinity) + margin else { continue }
      var group = part
      if limits.categories == .subsets && inside.count > outside.count {
        group += categories.filter { sums[$0].count == 0 }
      }
      let rest = categories.filter { !group.contains($0) }
      best = Candidate(
        split: .categories(feature: feature, groups: [group.sorted(), rest]), purity: purity)
    }
    return best
  }

  /// A branch for each category of enough rows; the rows of others stay at the node.
  private func everyCategory(
    on feature: Int, _ present: [Int], _ sums: [Target.Sums], _ total: Target.Sums
  ) -> Candidate? {
    let kept = present.filter { holdsEnough(sums[$0]) }
    guard kept.count > 1 else { return nil }
    var rest = total
    var purity = 0.0
    for category in kept {
      purity += sums[category].purity
      rest -= sums[category]
    }
    return Candidate(
      split: .categories(feature: feature, groups: kept.map { [$0] }),
      purity: purity + rest.purity)
  }

  private func sums(
    of rows: ArraySlice<Int>, _ categories: [Int], _ count: Int
  ) -> [Target.Sums] {
    var sums = [Target.Sums](repeating: target.empty, count: count)
    for row in rows { target.add(row, to: &sums[categories[row]]) }
    return sums
  }

  private func holdsEnough(_ sums: Target.Sums) -> Bool { sums.count >= limits.minimumLeafSize }
}
