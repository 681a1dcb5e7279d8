public import Foundation

/// One query of a run's ledger, opaque to the store.
public struct StoredQuery: Sendable, Hashable {
  /// What was asked.
  public let query: Data
  /// What was answered; `nil` if the program ended before an answer came.
  public let answer: Data?

  /// A query and its answer, if it has one.
  public init(query: Data, answer: Data?) {
    self.query = query
    self.answer = answer
  }
}
