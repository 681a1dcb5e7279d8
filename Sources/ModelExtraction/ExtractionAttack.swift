public import Estimators
public import Oracles

/// A way to rebuild a model from its answers.
///
/// Hyperparameters in `init`; the target only as `some Oracle`. The same oracle answers and
/// generator state give the same queries and the same copy.
public protocol ExtractionAttack: Sendable {
  /// The rebuilt model.
  associatedtype Copy: Predictor

  /// The fewest queries from which the parameters can be determined.
  ///
  /// - Parameters:
  ///   - features: Encoded features, d.
  ///   - classes: Classes, c.
  func minimumQueries(features: Int, classes: Int) -> Int

  /// Queries the target and rebuilds it.
  ///
  /// A budget that ends in the middle is not an error: the result is marked as partial.
  /// - Throws: `OracleError` if the target fails, if its answers don't carry what the attack needs,
  ///   or if not a single query was granted.
  func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<Copy>
}
