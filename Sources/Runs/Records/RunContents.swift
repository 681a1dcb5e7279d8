/// What a run has recorded so far, by name and amount.
public struct RunContents: Sendable, Hashable {
  /// The samples of one group.
  public struct Group: Sendable, Hashable {
    /// The group's name.
    public let name: String
    /// Samples recorded.
    public let samples: Int
    /// Bytes of their prompts, tokens and log-probabilities.
    public let bytes: Int
    /// Scores recorded, by name.
    public let scores: [String: Int]
  }

  /// A document's name and size.
  public struct Document: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its size in bytes.
    public let bytes: Int
  }

  /// Queries and answers of a ledger.
  public struct Ledger: Sendable, Hashable {
    /// Queries recorded.
    public let queries: Int
    /// Those of them that have an answer.
    public let answers: Int
    /// Bytes of both.
    public let bytes: Int
  }

  /// The ledger; `nil` if the run has asked nobody.
  public let ledger: Ledger?
  /// The groups of samples, in the order of their first sample.
  public let groups: [Group]
  /// The documents, by name.
  public let documents: [Document]

  /// Bytes of samples, documents and the ledger together.
  public var bytes: Int {
    (ledger?.bytes ?? 0) + groups.reduce(0) { $0 + $1.bytes }
      + documents.reduce(0) { $0 + $1.bytes }
  }
}
