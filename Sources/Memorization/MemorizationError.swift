/// Why an audit, a corpus or a lab could not do what was asked.
public struct MemorizationError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: Sendable, Equatable {
    /// A file is not there, can't be read or can't be written.
    case file
    /// A file holds what its format doesn't allow, or files disagree with each other.
    case format
    /// A text or a corpus that can't be worked on.
    case input
    /// An option outside its range.
    case option
  }

  /// What kind of failure it is.
  public let code: Code
  /// One sentence for a user: what happened, where, and what to do.
  public let message: String
  /// What the system or another library said, if the failure began there.
  public let underlying: (any Error)?

  /// An error of a code and the sentence that explains it.
  public init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.underlying = underlying
  }

  /// The sentence.
  public var description: String { message }
}
