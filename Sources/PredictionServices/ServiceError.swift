/// Why a request or an answer of a service makes no sense.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: Sendable, Equatable {
    /// A server can't read what a client sent.
    case malformedRequest
    /// A client can't read what a server sent.
    case malformedAnswer
    /// The server answered with an error of this status.
    case refused(status: Int)
    /// The service has no form for what was asked.
    case unsupported
  }

  /// What kind of failure it is.
  public let code: Code
  /// One sentence for a user: what happened and what to do.
  public let message: String

  /// An error of a code and the sentence that explains it.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The sentence.
  public var description: String { message }
}

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
