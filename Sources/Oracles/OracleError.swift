public import Estimators

/// Why an oracle gave no answers.
public struct OracleError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: Sendable, Equatable {
    /// The batch holds more queries than are left; nothing of it was spent.
    case budgetExhausted(remaining: Int)
    /// The budget is below what the attack needs at least.
    case budgetTooSmall(minimum: Int)
    /// An input doesn't fit the target's input space.
    case invalidQuery
    /// The target answers in a form from which the attack can't work.
    case unsuitableAnswer
    /// The target answered the same query in two ways.
    case contradiction(first: Prediction, second: Prediction, to: Query)
    /// The target can't be reached, or failed again and again.
    case unavailable
    /// The target, or the service in front of it, refuses what it is asked.
    case refused
    /// The ledger can't be read or written, or belongs to another run.
    case ledger
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
