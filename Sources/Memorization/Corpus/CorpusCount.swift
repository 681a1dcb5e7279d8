/// How often a string stands in a corpus.
public struct CorpusCount: Sendable, Codable, Hashable {
  /// Places where it begins; they may overlap.
  public let occurrences: Int
  /// Documents that hold it at least once.
  public let documents: Int

  /// A count.
  public init(occurrences: Int, documents: Int) {
    self.occurrences = occurrences
    self.documents = documents
  }

  /// The count of a string that stands nowhere.
  public static let none = CorpusCount(occurrences: 0, documents: 0)

  /// The counts of two corpora that share no document.
  public static func + (a: CorpusCount, b: CorpusCount) -> CorpusCount {
    CorpusCount(occurrences: a.occurrences + b.occurrences, documents: a.documents + b.documents)
  }
}
