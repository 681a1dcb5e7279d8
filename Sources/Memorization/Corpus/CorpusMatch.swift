/// A stretch of a text that stands in a corpus word for word, and can't be made longer.
public struct CorpusMatch: Sendable, Hashable {
  /// Its bytes in the text asked about, as that text is in the view asked for.
  public let range: Range<Int>
  /// How often it stands in the corpus.
  public let count: CorpusCount
  /// The first document that holds it.
  public let document: Int

  /// A match.
  public init(range: Range<Int>, count: CorpusCount, document: Int) {
    self.range = range
    self.count = count
    self.document = document
  }
}

/// A place in a corpus.
public struct CorpusPosition: Sendable, Hashable {
  /// Number of the document.
  public let document: Int
  /// Bytes before it in the document, as that is in the view asked for.
  public let offset: Int

  /// A place.
  public init(document: Int, offset: Int) {
    self.document = document
    self.offset = offset
  }
}
