import Estimators
public import ModelExtraction

/// The attacks on decision trees, by the names of the command line.
public enum TreeAttackKind: String, Sendable, Hashable, CaseIterable {
  /// The paper's Algorithm 1, with complete queries.
  case pathFinding = "path-finding"
  /// The paper's attack with incomplete queries.
  case topDown = "top-down"
  /// Ours.
  case adaptive

  /// The attack under its settings.
  ///
  /// - Parameters:
  ///   - epsilon: Thresholds are found to within this much.
  ///   - usesFields: Whether it looks at the list of features in an answer.
  ///   - usesIncompleteQueries: Whether the adaptive attack may leave features out.
  public func attack(
    epsilon: Double, usesFields: Bool = true, usesIncompleteQueries: Bool = true
  ) -> any TreeAttack {
    switch self {
    case .pathFinding: PathFinding(epsilon: epsilon)
    case .topDown: TopDown(epsilon: epsilon, usesFields: usesFields)
    case .adaptive:
      AdaptiveTreeExtraction(
        epsilon: epsilon, usesIncompleteQueries: usesIncompleteQueries, usesFields: usesFields)
    }
  }

  /// The name in a table.
  public var title: String {
    switch self {
    case .pathFinding: "path finding"
    case .topDown: "top-down"
    case .adaptive: "adaptive (ours)"
    }
  }
}
