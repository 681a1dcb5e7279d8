/// Documents in one run of bytes, a separator behind each.
///
/// The documents are UTF-8, in which the separator 0xFF never stands.
struct JoinedTexts {
  static let separator: UInt8 = 0xFF

  private(set) var bytes: [UInt8] = []
  /// Where each document begins, and the end of all.
  private(set) var starts = [0]

  /// Number of documents.
  var count: Int { starts.count - 1 }

  /// No documents yet, with room for some.
  init(documents: Int = 0, bytes count: Int = 0) {
    bytes.reserveCapacity(count + documents)
    starts.reserveCapacity(documents + 1)
  }

  /// Adds a document.
  ///
  /// - Throws: `MemorizationError` if all have more than 2 GB.
  mutating func append(_ text: some Collection<UInt8>) throws(MemorizationError) {
    guard bytes.count + text.count < CorpusSource.maximumBytes else {
      throw MemorizationError(
        .input,
        "the corpus has more than 2 GB of text; split it into shards at the borders of documents")
    }
    bytes.append(contentsOf: text)
    bytes.append(Self.separator)
    starts.append(bytes.count)
  }

  /// Where a document stands, without its separator.
  func range(of document: Int) -> Range<Int> {
    starts[document]..<(starts[document + 1] - 1)
  }

  /// Cuts stretches out, each within one document.
  ///
  /// Where a cut of two bytes or more would glue two words, a line feed takes its place if it held one,
  /// else a space; so each cut makes the text shorter. Every byte beyond ASCII counts as part of a
  /// word.
  /// - Parameter cuts: What goes, from left to right, apart from each other.
  /// - Returns: Where text was joined, as places in what is left.
  mutating func remove(_ cuts: [Range<Int>]) -> [Int] {
    var joins: [Int] = []
    joins.reserveCapacity(cuts.count)
    var read = 0, written = 0, document = 0
    bytes.withUnsafeMutableBufferPointer { text in
      for cut in cuts + [text.count..<text.count] {
        while document < starts.count, starts[document] <= cut.lowerBound {
          starts[document] -= read - written
          document += 1
        }
        let glue = Self.glue(cut, UnsafeBufferPointer(text))
        let kept = cut.lowerBound - read
        if let start = text.baseAddress, read > written {
          (start + written).update(from: start + read, count: kept)
        }
        written += kept
        if let glue {
          text[written] = glue
          written += 1
        }
        joins.append(written)
        read = cut.upperBound
      }
    }
    joins.removeLast()
    bytes.removeLast(read - written)
    return joins
  }

  /// What takes the place of a cut.
  private static func glue(_ cut: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard cut.count >= 2, cut.lowerBound > 0, cut.upperBound < text.count else { return nil }
    guard isWord(text[cut.lowerBound - 1]), isWord(text[cut.upperBound]) else { return nil }
    let lineFeed = UInt8(ascii: "\n")
    return text[cut].contains(lineFeed) ? lineFeed : UInt8(ascii: " ")
  }

  /// Whether a document holds nothing but blanks.
  func isBlank(_ document: Int) -> Bool {
    bytes[range(of: document)].allSatisfy(Self.isBlank)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let isLetter = (0x61...0x7A).contains(byte | 0x20), isDigit = (0x30...0x39).contains(byte)
    return isLetter || isDigit || (byte >= 0x80 && byte != separator)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
