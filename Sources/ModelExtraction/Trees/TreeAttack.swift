import Estimators
public import Oracles

/// A way to rebuild a decision tree from the identities that its answers give away.
///
/// The target is seen as an oracle over rows (`InputSpace.raw`), whose schema gives the features'
/// ranges and categories, as the gallery of the paper's service does.
public protocol TreeAttack: Sendable {
  /// Thresholds are found to within this much, in the feature's unit.
  var epsilon: Double { get set }

  /// Queries the target and rebuilds it.
  ///
  /// A budget that ends in the middle is not an error: the result is marked as partial.
  /// - Throws: `OracleError` if the target fails, doesn't take rows, answers the same query in two
  ///   ways, or if not a single query was granted.
  func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> TreeExtraction
}

extension TreeAttack {
  /// The schema of the rows that a target takes.
  func schema(of oracle: some Oracle) throws(OracleError) -> Schema {
    precondition(epsilon > 0, "thresholds can't be found to within \(epsilon)")
    guard case .raw(let schema) = oracle.space else {
      throw OracleError(
        .unsuitableAnswer, "a decision tree is asked rows as a user has them, not points of a cube")
    }
    return schema
  }
}
