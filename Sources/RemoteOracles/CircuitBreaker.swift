import Oracles

/// Stops a run when a service fails again and again, in place of asking it for ever.
///
/// It counts failures in a row over all requests; one success closes it.
actor CircuitBreaker {
  private let limit: Int
  private var failures = 0
  private var last = ""

  /// A breaker that opens after so many failures in a row.
  init(limit: Int) { self.limit = limit }

  /// Lets a request pass.
  ///
  /// - Throws: `OracleError.Code.unavailable` once the breaker is open.
  func pass() throws(OracleError) {
    guard failures >= limit else { return }
    throw OracleError(
      .unavailable,
      "\(failures) requests in a row have failed (the last: \(last)): see whether the service is up, "
        + "then resume the run")
  }

  func succeed() { failures = 0 }

  func fail(_ reason: String) {
    failures += 1
    last = reason
  }
}
