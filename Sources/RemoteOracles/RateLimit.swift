/// Spaces requests so that no more than so many begin in a second.
actor RateLimit {
  private let interval: Duration?
  private var next = ContinuousClock.now

  /// A limit in requests per second; `nil` for none.
  init(requestsPerSecond: Double?) {
    interval = requestsPerSecond.map { .seconds(1 / $0) }
  }

  /// The moment at which a request may begin; each caller has its own.
  func turn() -> ContinuousClock.Instant {
    let now = ContinuousClock.now
    guard let interval else { return now }
    let turn = max(now, next)
    next = turn + interval
    return turn
  }
}
