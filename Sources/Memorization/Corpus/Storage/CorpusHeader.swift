import Foundation

/// What an index says about itself: one line of JSON, and its checksum on a second.
struct CorpusHeader: Codable, Equatable {
  /// The name by which a folder is known to be an index.
  static let fileName = "corpus-index.json"
  /// The layout of the files below.
  static let version = 1

  /// A file of the index.
  struct File: Codable, Equatable {
    let bytes: Int
    let checksum: UInt64
  }

  /// The files of an index. Numbers are little-endian.
  enum Part: String, Codable, CaseIterable {
    /// The documents' bytes in each view, 0xFF after each.
    case plainText = "plain.text"
    case normalizedText = "normalized.text"
    /// The suffix array of each text: a 32-bit number for each byte.
    case plainSuffixes = "plain.suffixes"
    case normalizedSuffixes = "normalized.suffixes"
    /// The filter of each text's windows: 64-bit words.
    case plainFilter = "plain.filter"
    case normalizedFilter = "normalized.filter"
    /// Where documents begin in each text, and the text's length: 32-bit numbers.
    case plainStarts = "plain.starts"
    case normalizedStarts = "normalized.starts"
    /// For each document the number of its file and of its line: pairs of 32-bit numbers.
    case origins = "origins"
    /// For each file its size, its time of change and the end of its path: triples of 64-bit numbers.
    case files = "files"
    /// The paths of all files, one after the other.
    case paths = "paths"
    /// The table of word trigrams, see `TrigramTable`.
    case trigramDirectory = "trigrams.directory"
    case trigramOrdinals = "trigrams.ordinals"
    case trigramTags = "trigrams.tags"
    /// Words before each document, and in all: 32-bit numbers.
    case wordStarts = "words.starts"

    static let trigrams: [Part] = [
      .trigramDirectory, .trigramOrdinals, .trigramTags, .wordStarts,
    ]

    static func text(_ view: CorpusView) -> Part { view == .plain ? plainText : normalizedText }
    static func suffixes(_ view: CorpusView) -> Part {
      view == .plain ? plainSuffixes : normalizedSuffixes
    }
    static func filter(_ view: CorpusView) -> Part {
      view == .plain ? plainFilter : normalizedFilter
    }
    static func starts(_ view: CorpusView) -> Part {
      view == .plain ? plainStarts : normalizedStarts
    }
  }

  var version = Self.version
  /// Key of the text in JSON lines.
  let field: String
  /// What was asked to be indexed.
  let sources: [String]
  /// Bytes of the windows in the filter.
  let window: Int
  let documents: Int
  /// Documents and lines that were no UTF-8.
  var repaired = 0
  /// Files that gave no text.
  var skipped = 0
  var parts: [String: File] = [:]

  /// The file of a part.
  func file(_ part: Part) -> File? { parts[part.rawValue] }

  /// Reads the header of an index.
  ///
  /// - Throws: `MemorizationError` if the folder is no index, or its header is damaged or of another
  ///   version.
  init(folder: String) throws(MemorizationError) {
    let path = "\(folder)/\(Self.fileName)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(
        .file, "\(folder): no index of a corpus; build one with 'skua corpus index'")
    }
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count == 3, lines[2].isEmpty, Data(Self.checksum(lines[0]).utf8) == lines[1] else {
      throw MemorizationError(.format, "\(path): damaged; build the index anew")
    }
    do {
      self = try JSONDecoder().decode(CorpusHeader.self, from: lines[0])
    } catch {
      throw MemorizationError(
        .format, "\(path): of another version; build the index anew", underlying: error)
    }
    guard version == Self.version else {
      throw MemorizationError(
        .format,
        "\(path): of version \(version), not \(Self.version); build the index anew")
    }
  }

  init(field: String, sources: [String], window: Int, documents: Int) {
    self.field = field
    self.sources = sources
    self.window = window
    self.documents = documents
  }

  /// Writes the header into a folder.
  func write(to folder: String) throws(MemorizationError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line: Data
    do {
      line = try encoder.encode(self)
    } catch {
      throw MemorizationError(.file, "can't write the header of \(folder)", underlying: error)
    }
    let writer = try IndexFileWriter("\(folder)/\(Self.fileName)")
    try writer.append(Array(line) + Array("\n\(Self.checksum(line))\n".utf8))
    _ = try writer.finish()
  }

  private static func checksum(_ line: Data) -> String {
    String(Array(line).withUnsafeBytes { Checksum.of($0) }, radix: 16)
  }
}
