import Estimators
import LinearAlgebra

/// A tree of the shape that Tramèr et al. 2016 print for a model of BigML's gallery, which is gone.
///
/// Tables 5 and 6 give rows, classes, number of features, leaves, identities and depth. Kinds of features
/// follow the data sets' public descriptions. The ranges of numbers, on which the cost of a line
/// search depends and which nobody gives, are scaled once so that our top-down attack costs the
/// published count to within 10%, and frozen here; so is the seed.
struct StandInTree: Sendable {
  /// The row's name in the paper.
  let name: String
  /// The name in JSON.
  let key: String
  /// Rows of the data set.
  let rows: Int
  /// Classes; 0 for a regression tree.
  let classes: Int
  let leaves: Int
  let identities: Int
  let depth: Int
  let features: [FeatureKind]
  /// Decides the tree.
  let seed: UInt64
  /// The granularity that the authors' code uses.
  var epsilon = 1e-3
  /// Share of categorical splits with a branch per category.
  var branchingShare = 0.0
  /// How much less often each feature is split on than the one before it.
  var skew = 1.0
  /// Share of the leaves that share the identity of the leaf beside them, of those that share one.
  var neighbouring = 0.0

  /// A kind of feature.
  enum FeatureKind: Sendable, Hashable {
    /// Numbers from 0 to a bound, with so many decimals.
    case number(upTo: Double, decimals: Int)
    case categories(Int)
  }

  /// What the features are, and the classes.
  var schema: Schema {
    Schema(
      features: features.enumerated().map { index, kind in
        switch kind {
        case .number(let bound, _):
          Feature(name: "number \(index + 1)", kind: .numeric(minimum: 0, maximum: bound))
        case .categories(let count):
          Feature(
            name: "category \(index + 1)",
            kind: .categorical((1...count).map { "value \($0)" }))
        }
      },
      target: "prediction", classes: (0..<classes).map { "class \($0 + 1)" })
  }

  /// Grows the tree: always the same one.
  func tree() throws(EstimatorError) -> DecisionTree {
    var decimals: [Int: Int] = [:]
    for (index, kind) in features.enumerated() {
      if case .number(_, let count) = kind { decimals[index] = count }
    }
    var generator = PhiloxGenerator(seed: seed, stream: RandomStream.training.rawValue)
    return try RandomTree(
      schema: schema, leaves: leaves, depth: depth, identities: identities, decimals: decimals,
      branchingShare: branchingShare, skew: skew,
      neighbouring: neighbouring, rows: rows
    ).tree(using: &generator)
  }
}

extension [StandInTree.FeatureKind] {
  /// Several numeric features of one range.
  static func numbers(_ count: Int, upTo bound: Double, decimals: Int = 0) -> Self {
    Array(repeating: .number(upTo: bound, decimals: decimals), count: count)
  }
}

extension StandInTree {
  /// The eight rows of Table 6.
  static let all = [
    StandInTree(
      name: "IRS Tax Patterns", key: "irs", rows: 191_283, classes: 51, leaves: 318,
      identities: 318, depth: 8,
      features: [.categories(6)] + .numbers(30, upTo: 2_000), seed: 1, branchingShare: 1),
    StandInTree(
      name: "Steak Survey", key: "steak", rows: 430, classes: 5, leaves: 193, identities: 28,
      depth: 17,
      features: [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2].map(FeatureKind.categories), seed: 1,
      neighbouring: 0.4),
    StandInTree(
      name: "GSS Survey", key: "gss", rows: 51_020, classes: 3, leaves: 159, identities: 113,
      depth: 8,
      features: [8, 5, 5, 4, 3, 2].map(FeatureKind.categories) + .numbers(1, upTo: 70), seed: 1,
      branchingShare: 0.5),
    StandInTree(
      name: "Email Importance", key: "email-importance", rows: 4_709, classes: 2, leaves: 109,
      identities: 55,
      depth: 17,
      features: .numbers(5, upTo: 20, decimals: 1) + Array(repeating: .categories(2), count: 9),
      seed: 8),
    StandInTree(
      name: "Email Spam", key: "email-spam", rows: 4_601, classes: 2, leaves: 219, identities: 78,
      depth: 29,
      features: .numbers(46, upTo: 5, decimals: 2), seed: 7, neighbouring: 1),
    StandInTree(
      name: "German Credit", key: "german-credit", rows: 1_000, classes: 2, leaves: 26,
      identities: 25,
      depth: 11,
      features: [4, 5, 10, 5, 4, 3, 3].map(FeatureKind.categories) + .numbers(4, upTo: 1_000),
      seed: 1),
    StandInTree(
      name: "Medical Cover", key: "medical", rows: 163_065, classes: 0, leaves: 49, identities: 49,
      depth: 11,
      features: [5, 4, 3, 2, 2, 2, 2, 2, 2, 2].map(FeatureKind.categories)
        + .numbers(3, upTo: 30), seed: 4),
    StandInTree(
      name: "Bitcoin Price", key: "bitcoin", rows: 1_076, classes: 0, leaves: 155, identities: 155,
      depth: 9,
      features: .numbers(7, upTo: 100, decimals: 2), seed: 1, epsilon: 1e-4),
  ]
}
