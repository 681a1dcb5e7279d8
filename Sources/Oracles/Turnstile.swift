/// Lets one batch through at a time, in the order in which they came.
///
/// An actor alone doesn't: while one of its calls waits for an answer, others enter.
actor Turnstile {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Runs a body once all earlier ones have ended.
  func pass<Result: Sendable>(
    _ body: @Sendable () async throws(OracleError) -> Result
  ) async throws(OracleError) -> Result {
    if isTaken { await withCheckedContinuation { waiting.append($0) } }
    isTaken = true
    defer {
      // The next one takes over without a gap into which a newcomer could slip.
      if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
    return try await body()
  }
}
