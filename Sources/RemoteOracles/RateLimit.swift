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
    let turn = max(.now, next)
    if let interval { next = turn + interval }
    return turn
  }

  /// Lets no request begin before a moment.
  func pause(until moment: ContinuousClock.Instant) { next = max(next, moment) }
}
