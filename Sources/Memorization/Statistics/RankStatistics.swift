// How well scores separate members from non-members.
//
// The samples are sorted once into groups of equal scores; each statistic is a walk over the
// groups from the best. A sample may stand for several, so that a bootstrap need not sort anew.

import LinearAlgebra

/// Statistics of a ranking of labelled samples.
public struct RankStatistics: Sendable {
  /// Samples by descending score.
  private let order: [Int]
  /// Where each group of equal scores ends in the order.
  private let groupEnds: [Int]
  private let labels: [Bool]

  /// Sorts the samples.
  ///
  /// - Parameters:
  ///   - scores: The larger, the more likely a member; `nan` counts as the lowest of all.
  ///   - labels: Whether each sample is a member.
  public init(scores: [Double], labels: [Bool]) {
    precondition(
      scores.count == labels.count, "\(scores.count) scores and \(labels.count) labels")
    let order = Ranking(scores: scores).order
    groupEnds = order.indices.filter { position in
      guard position + 1 < order.count else { return true }
      let (a, b) = (scores[order[position]], scores[order[position + 1]])
      return !(a == b || (a.isNaN && b.isNaN))
    }.map { $0 + 1 }
    self.order = order
    self.labels = labels
  }

  /// A number that tells how good a ranking is.
  public enum Statistic: Sendable, Hashable {
    /// The probability that a member scores higher than a non-member, where a tie counts half.
    case areaUnderCurve
    /// The largest share of members above a threshold that at most this share of the non-members
    /// reach.
    case truePositiveRate(falsePositiveRate: Double)
    /// The mean precision over the members, each at its own score (without interpolation).
    case averagePrecision
  }

  /// The value of a statistic; `nan` unless there are members and non-members.
  public func value(_ statistic: Statistic) -> Double {
    value(statistic, weights: [Int](repeating: 1, count: labels.count))
  }

  /// The interval between quantiles of a statistic over resamples of the samples.
  ///
  /// Members and non-members are drawn apart, with replacement, as many as there are (Efron 1979).
  /// - Parameters:
  ///   - statistic: What to compute.
  ///   - confidence: The share of the resamples' values that lie in the interval.
  ///   - resamples: How many to draw.
  ///   - generator: Draws them.
  /// - Returns: The bounds; `nan` unless there are members and non-members.
  /// - Complexity: The number of samples times that of resamples.
  public func bootstrapInterval(
    of statistic: Statistic, confidence: Double = 0.95, resamples: Int = 1000,
    using generator: inout some RandomNumberGenerator
  ) -> (lower: Double, upper: Double) {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    precondition(resamples > 0, "\(resamples) resamples give no interval")
    let members = labels.indices.filter { labels[$0] }
    let others = labels.indices.filter { !labels[$0] }
    guard !members.isEmpty, !others.isEmpty else { return (.nan, .nan) }
    let values = (0..<resamples).map { _ in
      var weights = [Int](repeating: 0, count: labels.count)
      for group in [members, others] {
        for _ in group { weights[group[generator.integer(below: group.count)]] += 1 }
      }
      return value(statistic, weights: weights)
    }.sorted()
    let tail = (1 - confidence) / 2
    return (values.quantile(tail), values.quantile(1 - tail))
  }

  private func value(_ statistic: Statistic, weights: [Int]) -> Double {
    let groups = groups(weights)
    let members = groups.reduce(0) { $0 + $1.members }
    let others = groups.reduce(0) { $0 + $1.others }
    guard members > 0, others > 0 else { return .nan }
    switch statistic {
    case .areaUnderCurve:
      return Self.pairsInOrder(groups) / (members * others)
    case .truePositiveRate(let limit):
      return Self.membersFound(groups, share: limit, of: others) / members
    case .averagePrecision:
      return Self.precisionSum(groups) / members
    }
  }

  private typealias Group = (members: Double, others: Double)

  private func groups(_ weights: [Int]) -> [Group] {
    var start = 0
    return groupEnds.map { end in
      var group: Group = (0, 0)
      for sample in order[start..<end] {
        let weight = Double(weights[sample])
        if labels[sample] { group.members += weight } else { group.others += weight }
      }
      start = end
      return group
    }
  }

  /// Pairs of a member and a non-member with the member above; those of one group count half.
  private static func pairsInOrder(_ groups: [Group]) -> Double {
    var (above, pairs) = (0.0, 0.0)
    for group in groups {
      pairs += group.others * (above + group.members / 2)
      above += group.members
    }
    return pairs
  }

  /// Members above the lowest threshold that at most this share of the non-members reach.
  private static func membersFound(_ groups: [Group], share: Double, of total: Double) -> Double {
    var (members, others) = (0.0, 0.0)
    for group in groups {
      others += group.others
      if others / total > share { break }
      members += group.members
    }
    return members
  }

  private static func precisionSum(_ groups: [Group]) -> Double {
    var (members, all, sum) = (0.0, 0.0, 0.0)
    for group in groups where group.members + group.others > 0 {
      members += group.members
      all += group.members + group.others
      sum += group.members * members / all
    }
    return sum
  }
}

extension [Double] {
  /// The quantile of a sorted, non-empty list, linear between its values.
  func quantile(_ share: Double) -> Double { value(atRank: share * Double(count - 1)) }

  /// The value at a rank from 0, linear between two; the outermost beyond them.
  func value(atRank rank: Double) -> Double {
    let rank = Swift.min(Swift.max(rank, 0), Double(count - 1))
    let index = Int(rank)
    let weight = rank - Double(index)
    return weight == 0 ? self[index] : self[index] * (1 - weight) + self[index + 1] * weight
  }
}
