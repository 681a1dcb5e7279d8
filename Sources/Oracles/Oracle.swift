public import Estimators

/// All that an attack may see of its target.
///
/// Wrapping composes: an oracle that rounds, meters or records is an oracle around an oracle.
public protocol Oracle: Sendable {
  /// What the target takes as input.
  var space: InputSpace { get }

  /// Asks a batch of queries and returns the answers in order.
  ///
  /// A batch is answered as a whole or not at all.
  /// - Throws: `OracleError` if the budget would be exceeded, before anything of the batch is
  ///   spent; if an input doesn't fit the space; or if the target failed.
  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction]
}
