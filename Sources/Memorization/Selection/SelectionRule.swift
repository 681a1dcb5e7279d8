// Which of the best-ranked samples become candidates.
//
// Carlini et al. 2021, §6.1, chose 100 of the best 1,000 so that the share of those chosen with a
// rank below k is √(k / 1000); the table's usual reading is that they took the best 100.

/// How candidates are chosen from the best-ranked distinct samples.
public enum SelectionRule: String, Sendable, Codable, CaseIterable {
  /// The best.
  case top
  /// Spread over the pool, more of them near its top: of 100 from 1,000, 10 have a rank below 10
  /// and 32 a rank below 100.
  case sqrt

  /// The ranks that are chosen, from 0 for the best, ascending.
  ///
  /// For `sqrt` these are the quantiles ⌊pool ((j + ½) / count)²⌋, and where one is taken the next
  /// that is free.
  /// - Parameters:
  ///   - count: How many to choose; all where the pool is no larger.
  ///   - pool: How many there are to choose from.
  public func ranks(_ count: Int, of pool: Int) -> [Int] {
    precondition(count >= 0 && pool >= 0, "can't choose \(count) of \(pool)")
    let count = min(count, pool)
    switch self {
    case .top:
      return Array(0..<count)
    case .sqrt:
      var ranks: [Int] = []
      for j in 0..<count {
        let share = (Double(j) + 0.5) / Double(count)
        let quantile = Int(Double(pool) * (share * share))
        ranks.append(max(quantile, (ranks.last ?? -1) + 1))
      }
      return ranks
    }
  }
}
