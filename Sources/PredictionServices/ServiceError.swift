/// Why a request or an answer of a service makes no sense.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: Sendable, Equatable {
    /// A server can't read what a client sent.
    case malformedRequest
    /// A client asked by a method that the address doesn't take.
    case methodNotAllowed
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
