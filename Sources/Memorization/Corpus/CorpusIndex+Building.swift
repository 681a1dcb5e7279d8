import Foundation

extension CorpusIndex {
  /// Builds an index of a source in a folder, and opens it.
  ///
  /// The folder is complete or not there: files are written beside it, and it gets its name last. An
  /// older index of that name is replaced. What is no UTF-8 in a document becomes U+FFFD. Sorting
  /// takes five bytes of memory for each byte of text.
  /// - Parameters:
  ///   - source: The text.
  ///   - folder: The folder to write; its parent is created if need be.
  ///   - window: Bytes of the windows in the filter, from 8 to 4096: the shortest match that is found
  ///     without a look at all that is not there.
  ///   - trigrams: Whether to build the table that `fuzzyCoverage` needs.
  ///   - report: Called with what happened while the text was read.
  /// - Throws: `MemorizationError` if there is no text, it has more than 2 GB, something can't be read or
  ///   written, or the folder holds something else.
  @discardableResult
  public static func build(
    _ source: CorpusSource, into folder: String, window: Int = 40, trigrams: Bool = true,
    report: (CorpusReading) -> Void = { _ in }
  ) throws(MemorizationError) -> CorpusIndex {
    let reading = try CorpusBuilder.build(
      source, into: folder, window: window, trigrams: trigrams)
    report(reading)
    return try CorpusIndex(folder: folder)
  }

  /// The index of files and folders, built if need be.
  ///
  /// One path may be the folder of an index, which is opened. Otherwise the index in `cache` is used
  /// again if its files are the same, and have the sizes and the times of change that they had when it
  /// was built; a damaged one is built anew.
  /// - Parameters:
  ///   - paths: Files and folders, or one index.
  ///   - field: The key of a document's text in JSON lines.
  ///   - window: Bytes of the windows in the filter.
  ///   - cache: Where the index is kept; by default a folder under `.skua/corpora`, named after the
  ///     paths.
  ///   - report: Called with what happened while text was read, if it was.
  public static func open(
    _ paths: [String], field: String = "text", window: Int = 40, cache: String? = nil,
    report: (CorpusReading) -> Void = { _ in }
  ) throws(MemorizationError) -> CorpusIndex {
    if paths.count == 1, isIndex(paths[0]) { return try CorpusIndex(folder: paths[0]) }
    let source = CorpusSource(paths, field: field)
    let folder = cache ?? cacheFolder(of: paths)
    let files = try source.files()
    if let header = try? CorpusHeader(folder: folder), header.field == field,
      header.window == window, header.file(.trigramDirectory) != nil,
      // An index that can't be opened is built anew.
      let index = try? CorpusIndex(folder: folder), index.corpusFiles == files
    {
      return index
    }
    return try build(source, into: folder, window: window, report: report)
  }

  /// Whether a folder holds an index.
  public static func isIndex(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(CorpusHeader.fileName)")
  }

  /// Where `open` keeps the index of some paths: a folder of `folder`, named after them.
  public static func cacheFolder(of paths: [String], in folder: String = ".skua") -> String {
    let absolute = paths.map { URL(filePath: $0).standardizedFileURL.path }
    let sum = Array(absolute.joined(separator: "\0").utf8).withUnsafeBytes { Checksum.of($0) }
    let name = URL(filePath: paths.first ?? "corpus").standardizedFileURL.lastPathComponent
    return "\(folder)/corpora/\(name)-\(String(sum, radix: 16))"
  }

  /// Key of a document's text in the JSON lines that were indexed.
  public var field: String { header.field }
  /// The files and folders that were indexed.
  public var sources: [String] { header.sources }
  /// Documents and lines in which U+FFFD stands for what was no UTF-8.
  public var repaired: Int { header.repaired }
  /// Files that gave no text.
  public var skipped: Int { header.skipped }
  /// Words of all documents; `nil` without trigrams.
  public var words: Int? { trigrams?.words }
  /// Bytes of the index's files, which is the most memory that they take.
  public var bytesOnDisk: Int { header.parts.values.reduce(0) { $0 + $1.bytes } }
}
