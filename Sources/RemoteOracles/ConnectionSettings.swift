/// How a client speaks to a service.
public struct ConnectionSettings: Sendable {
  /// Where the service is: scheme, host, port and what comes before its own paths.
  public var address: ServiceAddress
  /// What proves who asks.
  public var credentials = Credentials.none
  /// Requests at a time.
  public var concurrency = 8
  /// Requests in a second at most; `nil` for no limit.
  public var requestsPerSecond: Double?
  /// Seconds until an answer must have come.
  public var timeout = 30.0
  /// What is tried again, and how often.
  public var retries = RetryPolicy()
  /// Bytes of an answer at most.
  public var answerLimit = 64 << 20
  /// Decides how long retries wait.
  public var seed: UInt64 = 1

  /// The usual settings for an address.
  public init(_ address: ServiceAddress) { self.address = address }
}
