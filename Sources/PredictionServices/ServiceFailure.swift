/// Why a server gives no predictions; each service has its own form for it.
public struct ServiceFailure: Sendable, Hashable {
  /// What kind of failure it is.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// The request can't be read, or its rows don't fit the schema.
    case malformed
    /// The key is missing or wrong.
    case unauthorized
    /// Nothing stands at this address.
    case notFound
    /// The address doesn't take this method.
    case methodNotAllowed
    /// The body is larger than allowed.
    case tooLarge
    /// The key has spent its rate or its budget for now.
    case throttled
    /// The server is broken or about to stop.
    case unavailable
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// One sentence for whoever asked.
  public let message: String

  /// A failure of a kind and the sentence that explains it.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// What a server answers to a request that `operation(of:on:)` couldn't read.
  public init(_ error: ServiceError) {
    switch error.code {
    case .methodNotAllowed: self.init(.methodNotAllowed, error.message)
    case .malformedRequest, .unsupported: self.init(.malformed, error.message)
    case .malformedAnswer, .refused: self.init(.unavailable, error.message)
    }
  }

  /// The HTTP status that goes with it.
  public var status: Int {
    switch kind {
    case .malformed: 400
    case .unauthorized: 401
    case .notFound: 404
    case .methodNotAllowed: 405
    case .tooLarge: 413
    case .throttled: 429
    case .unavailable: 503
    }
  }
}
