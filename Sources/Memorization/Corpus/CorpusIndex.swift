import Foundation

/// Text in a folder of files that finds any string in it: how often, in how many documents, where.
///
/// The index holds each document in two views (see `CorpusView`) with 0xFF after it, a byte that no
/// text has since what is no UTF-8 was replaced by U+FFFD; the suffix array of each view, sorted by
/// libdivsufsort; and a filter of all windows of `window` bytes, so that what stands nowhere costs
/// next to nothing. Its files are mapped: 5.75 bytes of memory for each byte of text and view, and
/// about 28 for each document; the table for `fuzzyCoverage` takes about one more for each byte of
/// plain text. Strings are looked up as bytes; one with 0xFF in it stands nowhere.
public struct CorpusIndex: Sendable {
  /// Where the files are.
  public let folder: String
  /// Number of documents.
  public let documents: Int
  /// Bytes of all documents in the plain view.
  public let bytes: Int
  /// Bytes of the windows that the filter knows; shorter matches are found without it.
  public let window: Int

  let header: CorpusHeader
  private let plain: ViewIndex
  private let normalized: ViewIndex
  private let origins: MappedNumbers<UInt32>
  private let files: MappedNumbers<Int>
  private let paths: MappedNumbers<UInt8>
  let trigrams: TrigramTable?

  /// Opens the index in a folder.
  ///
  /// Every byte is read once and checked against the checksums in the header.
  /// - Throws: `MemorizationError` if the folder is no index, or a file of it is missing, cut or
  ///   damaged.
  public init(folder: String) throws(MemorizationError) {
    let header = try CorpusHeader(folder: folder)
    let parts = IndexParts(folder: folder, header: header)
    guard WindowFilter.windows.contains(header.window), header.documents > 0 else {
      throw parts.damaged(CorpusHeader.fileName)
    }
    plain = try ViewIndex(.plain, parts)
    normalized = try ViewIndex(.normalized, parts)
    origins = try parts.numbers(.origins, count: 2 * header.documents)
    files = try parts.numbers(.files)
    paths = try parts.numbers(.paths)
    trigrams = try header.file(.trigramDirectory).map { _ throws(MemorizationError) in
      try TrigramTable(parts)
    }
    self.folder = folder
    self.header = header
    documents = header.documents
    window = header.window
    bytes = plain.table.text.count - header.documents
    try checkOrigins(parts)
  }

  /// Where a document comes from: a path, with the line's number for JSON lines.
  public func name(of document: Int) -> String {
    precondition((0..<documents).contains(document), "no document \(document) of \(documents)")
    let file = Int(origins.values[2 * document]), line = Int(origins.values[2 * document + 1])
    return line == 0 ? path(file) : "\(path(file)):\(line)"
  }

  /// The bytes of a document in a view.
  public func text(of document: Int, in view: CorpusView = .plain) -> [UInt8] {
    let range = self[view].range(of: document)
    return Array(self[view].table.text[range])
  }

  /// Some bytes of a document in a view; what lies outside the document is left out.
  public func text(
    of document: Int, _ range: Range<Int>, in view: CorpusView = .plain
  ) -> [UInt8] {
    let whole = self[view].range(of: document)
    let wanted = range.clamped(to: 0..<whole.count)
    let start = whole.lowerBound
    return Array(self[view].table.text[(start + wanted.lowerBound)..<(start + wanted.upperBound)])
  }

  /// Bytes of a document in a view.
  public func length(of document: Int, in view: CorpusView = .plain) -> Int {
    self[view].range(of: document).count
  }

  /// Bytes of all documents in a view.
  public func bytes(in view: CorpusView) -> Int { self[view].table.text.count - documents }

  /// The part of the index for a view.
  subscript(view: CorpusView) -> ViewIndex { view == .plain ? plain : normalized }
}

extension CorpusIndex {
  /// The files of the corpus as they were when the index was built.
  var corpusFiles: [CorpusFile] {
    (0..<(files.values.count / 3)).map { i in
      CorpusFile(
        path: path(i), size: files.values[3 * i], modified: files.values[3 * i + 1])
    }
  }

  private func path(_ file: Int) -> String {
    let start = file == 0 ? 0 : files.values[3 * file - 1]
    return String(decoding: paths.values[start..<files.values[3 * file + 2]], as: UTF8.self)
  }

  /// Holds origins and paths to the files there are.
  private func checkOrigins(_ parts: IndexParts) throws(MemorizationError) {
    guard files.values.count % 3 == 0 else { throw parts.damaged(.files) }
    var end = 0
    for i in stride(from: 2, to: files.values.count, by: 3) {
      guard files.values[i] >= end, files.values[i] <= paths.values.count else {
        throw parts.damaged(.files)
      }
      end = files.values[i]
    }
    for i in stride(from: 0, to: origins.values.count, by: 2)
    where Int(origins.values[i]) >= files.values.count / 3 {
      throw parts.damaged(.origins)
    }
  }
}
