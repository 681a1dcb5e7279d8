/// Why a store of runs could not be opened, read or written.
public struct RunsError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: Sendable, Equatable {
    /// The file is not there, can't be read or can't be written.
    case file
    /// The file is no store, is damaged, or was written by a newer version.
    case format
    /// There is no such run, or it is not what was asked for.
    case input
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
