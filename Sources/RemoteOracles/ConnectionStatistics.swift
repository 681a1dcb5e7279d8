/// What a client has sent and received.
public struct ConnectionStatistics: Sendable, Hashable {
  /// Requests that were answered.
  public var requests = 0
  /// Attempts that failed and were made again.
  public var retries = 0
  /// Queries of attempts whose fate is unknown: they may have been paid twice.
  public var uncertainQueries = 0
  /// Seconds from a request to its answer, summed over those that were answered.
  public var latency = 0.0
  /// Bytes sent in bodies.
  public var bytesSent = 0
  /// Bytes received in bodies.
  public var bytesReceived = 0

  /// Nothing yet.
  public init() {}

  /// Seconds from a request to its answer in the mean; 0 before the first.
  public var meanLatency: Double { requests > 0 ? latency / Double(requests) : 0 }
}

/// Counts what many requests at once send and receive.
actor ConnectionMeter {
  private(set) var statistics = ConnectionStatistics()
  private var begun: UInt64 = 0

  /// The number of a request, from 1.
  func next() -> UInt64 {
    begun += 1
    return begun
  }

  func answered(_ seconds: Double, sent: Int, received: Int) {
    statistics.requests += 1
    statistics.latency += seconds
    statistics.bytesSent += sent
    statistics.bytesReceived += received
  }

  func retried(uncertain queries: Int) {
    statistics.retries += 1
    statistics.uncertainQueries += queries
  }
}
