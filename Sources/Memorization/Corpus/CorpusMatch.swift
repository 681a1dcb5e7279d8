/// A stretch of a text that stands in a corpus word for word, and can't be made longer.
public struct CorpusMatch: Sendable, Hashable {
  /// Its bytes in the text asked about, as that text is in the view asked for.
  public let range: Range<Int>
  /// How often it stands in the corpus.
  public let count: CorpusCount
  /// Where it stands first.
  public let place: CorpusPosition

  /// A match.
  public init(range: Range<Int>, count: CorpusCount, place: CorpusPosition) {
    self.range = range
    self.count = count
    self.place = place
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
