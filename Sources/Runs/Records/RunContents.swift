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

  /// The groups of samples, in the order of their first sample.
  public let groups: [Group]
  /// The documents, by name.
  public let documents: [Document]

  /// Bytes of samples and documents together.
  public var bytes: Int {
    groups.reduce(0) { $0 + $1.bytes } + documents.reduce(0) { $0 + $1.bytes }
  }
}
