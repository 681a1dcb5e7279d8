// What a tree predicts, and how pure a set of rows is in it.

import Foundation

/// The target of the training rows, as the growth of a tree sees it.
protocol TreeTarget: Sendable {
  /// What is known of a set of rows.
  associatedtype Sums: TargetSums

  /// Nothing, to begin with.
  var empty: Sums { get }
  /// Adds a row to a set.
  func add(_ row: Int, to sums: inout Sums)
  /// Takes a row of a set away.
  func remove(_ row: Int, from sums: inout Sums)
  /// What a node of these rows answers; `parent` is the confidence of the node above.
  func answer(_ sums: Sums, parent: Double?) -> DecisionTree.Answer
  /// The position of a category's rows in the order that `TreeLimits.CategorySplits.subsets` parts.
  func rank(of category: Sums, among all: Sums) -> Double
}

/// Sums over a set of rows, from which its purity follows.
protocol TargetSums: Sendable {
  /// Number of rows.
  var count: Int { get }
  /// Adds a set of other rows.
  static func += (sums: inout Self, others: Self)
  /// Takes a part of the rows away; `isPure` is lost.
  static func -= (sums: inout Self, others: Self)
  /// Rows times how pure they are: the larger, the better, and additive over parts.
  var purity: Double { get }
  /// Rows times how impure they are.
  var impurity: Double { get }
  /// Rows times the pessimistic error of answering for them.
  var pessimisticError: Double { get }
  /// Whether all rows have the same target.
  var isPure: Bool { get }
}

/// Classes.
struct ClassTarget: TreeTarget {
  let labels: [Int]
  let classes: Int
  let criterion: ClassificationTree.Criterion

  /// Rows per class.
  struct Sums: TargetSums {
    var counts: [Int]
    var count = 0
    let criterion: ClassificationTree.Criterion

    static func += (sums: inout Sums, others: Sums) {
      for k in sums.counts.indices { sums.counts[k] += others.counts[k] }
      sums.count += others.count
    }

    static func -= (sums: inout Sums, others: Sums) {
      for k in sums.counts.indices { sums.counts[k] -= others.counts[k] }
      sums.count -= others.count
    }

    /// Σ c² / n, or Σ c log₂ (c / n).
    var purity: Double {
      guard count > 0 else { return 0 }
      let n = Double(count)
      switch criterion {
      case .gini: return Double(counts.reduce(0) { $0 + $1 * $1 }) / n
      case .entropy:
        return counts.reduce(0) { sum, c in c > 0 ? sum + Double(c) * log2(Double(c) / n) : sum }
      }
    }

    var impurity: Double { criterion == .gini ? Double(count) - purity : -purity }

    var pessimisticError: Double {
      guard count > 0 else { return 0 }
      return Double(count)
        * (1 - NodeConfidence.lowerBound(majority: counts.max() ?? 0, of: count))
    }

    var isPure: Bool { counts.contains(count) }

    /// The first of the most frequent classes.
    var majority: Int {
      counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    }
  }

  var empty: Sums { Sums(counts: [Int](repeating: 0, count: classes), criterion: criterion) }

  @inline(__always)
  func add(_ row: Int, to sums: inout Sums) {
    sums.counts[labels[row]] += 1
    sums.count += 1
  }

  @inline(__always)
  func remove(_ row: Int, from sums: inout Sums) {
    sums.counts[labels[row]] -= 1
    sums.count -= 1
  }

  func answer(_ sums: Sums, parent: Double?) -> DecisionTree.Answer {
    let label = sums.majority
    let bound = NodeConfidence.lowerBound(majority: sums.counts[label], of: sums.count)
    return DecisionTree.Answer(label: label, confidence: NodeConfidence.rounded(bound))
  }

  func rank(of category: Sums, among all: Sums) -> Double {
    let counted = classes == 2 ? 1 : all.majority
    return Double(category.counts[counted]) / Double(category.count)
  }
}

/// A number.
struct NumberTarget: TreeTarget {
  let values: [Double]
  /// What is taken off each value, so that little is lost in sums of squares.
  let center: Double

  init(values: [Double]) {
    self.values = values
    center = values.reduce(0) { $0 + $1 / Double(values.count) }
  }

  /// Sums of the values, less the centre, and of their squares; the extremes as they are.
  struct Sums: TargetSums {
    var count = 0
    var sum = 0.0
    var squares = 0.0
    /// The smallest and the largest value of the rows that were added and never taken away.
    var smallest = Double.infinity
    var largest = -Double.infinity

    static func += (sums: inout Sums, others: Sums) {
      sums.count += others.count
      sums.sum += others.sum
      sums.squares += others.squares
      sums.smallest = min(sums.smallest, others.smallest)
      sums.largest = max(sums.largest, others.largest)
    }

    static func -= (sums: inout Sums, others: Sums) {
      sums.count -= others.count
      sums.sum -= others.sum
      sums.squares -= others.squares
    }

    /// (Σ y)² / n.
    var purity: Double { count > 0 ? sum * sum / Double(count) : 0 }
    /// Σ (y - mean)².
    var impurity: Double { isPure ? 0 : max(0, squares - purity) }

    var pessimisticError: Double {
      guard count > 0 else { return 0 }
      return Double(count) * NodeConfidence.errorBound(squares: impurity, of: count)
    }

    var isPure: Bool { smallest >= largest }
  }

  var empty: Sums { Sums() }

  @inline(__always)
  func add(_ row: Int, to sums: inout Sums) {
    let value = values[row] - center
    sums.count += 1
    sums.sum += value
    sums.squares += value * value
    sums.smallest = min(sums.smallest, values[row])
    sums.largest = max(sums.largest, values[row])
  }

  @inline(__always)
  func remove(_ row: Int, from sums: inout Sums) {
    let value = values[row] - center
    sums.count -= 1
    sums.sum -= value
    sums.squares -= value * value
  }

  func answer(_ sums: Sums, parent: Double?) -> DecisionTree.Answer {
    let n = Double(sums.count)
    // A lone value is given back bit for bit.
    let mean = sums.isPure ? sums.smallest : sums.sum / n + center
    let error =
      sums.isPure
      ? (parent ?? 0) / n.squareRoot()
      : NodeConfidence.errorBound(squares: sums.impurity, of: sums.count)
    return DecisionTree.Answer(value: mean, confidence: NodeConfidence.rounded(error))
  }

  func rank(of category: Sums, among all: Sums) -> Double {
    category.sum / Double(category.count)
  }
}
