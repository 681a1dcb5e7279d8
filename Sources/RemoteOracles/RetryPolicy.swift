import LinearAlgebra

/// What a client tries again, how often, and how long it waits before.
///
/// The wait doubles with each attempt, from a quarter of a second to half a minute, and is drawn
/// uniformly between nothing and that ("full jitter"), so that many clients don't come back at once.
/// What a service asks for with `Retry-After` is waited at least.
public struct RetryPolicy: Sendable, Hashable {
  /// Attempts in all, the first one included.
  public var attempts = 8
  /// Seconds that the first wait takes at most.
  public var firstWait = 0.25
  /// Seconds that any wait takes at most, unless the service asks for more.
  public var longestWait = 30.0
  /// Seconds that a service may ask to wait before the run is given up.
  public var longestRequestedWait = 300.0

  /// The usual policy.
  public init() {}

  /// Whether a status may be another one next time.
  public func retries(status: Int) -> Bool {
    status == 408 || status == 425 || status == 429 || (500...599).contains(status) && status != 501
  }

  /// Seconds to wait after an attempt, counted from 1.
  ///
  /// - Parameters:
  ///   - attempt: The attempt that failed.
  ///   - requested: Seconds that the service asks for, if it does.
  ///   - generator: Draws the wait.
  public func wait(
    after attempt: Int, requested: Double?, using generator: inout some RandomNumberGenerator
  ) -> Double {
    let bound = min(longestWait, firstWait * Double(1 << min(attempt - 1, 20)))
    let drawn = generator.uniform(from: 0, to: bound)
    // Those who were sent away together should not come back together.
    return requested.map { $0 + drawn } ?? drawn
  }
}
