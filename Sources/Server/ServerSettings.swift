/// How a server of predictions behaves.
public struct ServerSettings: Sendable {
  /// The address it listens on; loopback unless told.
  public var host = "127.0.0.1"
  /// The port; 0 for one that is free.
  public var port = 0
  /// The keys that it knows; nobody needs one if there are none.
  public var keys: [String] = []
  /// Queries per second and key; `nil` for no limit.
  public var queriesPerSecond: Double?
  /// Queries in all per key; `nil` for no limit.
  public var queriesPerKey: Int?
  /// Price of a query in USD.
  public var price = 0.0
  /// Bytes of a request's body at most.
  public var bodyLimit = 4 << 20
  /// Whether rows that lack a value are refused, whatever the service's format can express.
  public var needsCompleteRows = false
  /// Seconds that every answer is held back, to rehearse a service that is far away.
  public var delay = 0.0

  /// A server on loopback that asks for no key.
  public init() {}
}
