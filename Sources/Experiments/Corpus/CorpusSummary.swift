public import Memorization
import Reports

/// What `skua corpus index` and `skua corpus stats` print.
public struct CorpusSummary: Sendable, Encodable {
  /// The folder of the index.
  public let index: String
  /// The files and folders that were indexed.
  public let sources: [String]
  /// Key of the text in JSON lines.
  public let field: String
  /// Documents.
  public let documents: Int
  /// Bytes of their text.
  public let bytes: Int
  /// The same with every run of white space as one space.
  public let normalizedBytes: Int
  /// Words; `null` without the table of trigrams.
  @Nullable public var words: Int?
  /// Bytes of the median document.
  public let medianBytes: Int
  /// Bytes of the longest document.
  public let longestBytes: Int
  /// Its name.
  public let longestName: String
  /// Bytes of the windows in the filter.
  public let window: Int
  /// Documents that were no UTF-8 and were repaired.
  public let repaired: Int
  /// Files without text.
  public let skipped: Int
  /// Bytes of the index's files.
  public let bytesOnDisk: Int
  /// Seconds it took to build; `null` if it stood there.
  @Nullable public var seconds: Double?

  /// The summary of an index.
  public init(_ corpus: CorpusIndex, seconds: Double? = nil) {
    let lengths = (0..<corpus.documents).map { corpus.length(of: $0) }
    let longest = lengths.indices.max { lengths[$0] < lengths[$1] } ?? 0
    index = corpus.folder
    sources = corpus.sources
    field = corpus.field
    documents = corpus.documents
    bytes = corpus.bytes
    normalizedBytes = corpus.bytes(in: .normalized)
    _words = Nullable(wrappedValue: corpus.words)
    medianBytes = lengths.sorted()[lengths.count / 2]
    longestBytes = lengths[longest]
    longestName = corpus.name(of: longest)
    window = corpus.window
    repaired = corpus.repaired
    skipped = corpus.skipped
    bytesOnDisk = corpus.bytesOnDisk
    _seconds = Nullable(wrappedValue: seconds)
  }

  /// The summary for people.
  public var text: String {
    let words = words.map { ", \(NumberFormat.count($0)) words" } ?? ""
    let built = seconds.map { "built in \(NumberFormat.seconds($0)), " } ?? ""
    return """
      corpus: \(NumberFormat.count(documents)) documents, \(NumberFormat.bytes(bytes))\(words)
      with white space normalised: \(NumberFormat.bytes(normalizedBytes))
      documents: half have \(NumberFormat.bytes(medianBytes)) or more, the longest \
      \(NumberFormat.bytes(longestBytes)) (\(longestName))
      repaired: \(NumberFormat.count(repaired)) documents, skipped: \(NumberFormat.count(skipped)) files
      index: \(built)\(NumberFormat.bytes(bytesOnDisk)) in \(index)
      """
  }
}
