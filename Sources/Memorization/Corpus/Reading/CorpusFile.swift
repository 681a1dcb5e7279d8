import Foundation

/// A file of a corpus, as it was when the corpus was listed.
struct CorpusFile: Equatable {
  /// Where it is.
  let path: String
  /// Bytes on disk.
  let size: Int
  /// When it was changed last, in nanoseconds since 1970.
  let modified: Int

  /// The files of a path in the order in which they are read: the path itself, or what its folders
  /// hold, sorted by path.
  ///
  /// Folders that hold an index of a corpus are left out, and so is what is no file.
  static func list(
    _ path: String, skipping skip: (CorpusReading.Skipped) -> Void
  ) throws(MemorizationError) -> [CorpusFile] {
    guard let status = status(path) else {
      throw MemorizationError(.file, "\(path): there is no such file or folder")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return [CorpusFile(path, status)] }
    guard let names = FileManager.default.enumerator(atPath: path) else {
      throw MemorizationError(.file, "\(path): can't be listed")
    }
    let all = names.compactMap { $0 as? String }.sorted()
    let indexes = all.filter { ($0 as NSString).lastPathComponent == CorpusHeader.fileName }
      .map { String($0.dropLast(CorpusHeader.fileName.count)) }
    return all.compactMap { name in
      if indexes.contains(where: { name.hasPrefix($0) }) { return nil }
      let file = "\(path)/\(name)"
      guard let status = Self.status(file) else {
        skip(.init(path: file, reason: "it leads nowhere"))
        return nil
      }
      let kind = status.st_mode & S_IFMT
      if kind == S_IFREG { return CorpusFile(file, status) }
      if kind != S_IFDIR { skip(.init(path: file, reason: "it is no ordinary file")) }
      return nil
    }
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private init(_ path: String, _ status: stat) {
    self.init(
      path: path, size: Int(status.st_size),
      modified: Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec))
  }

  init(path: String, size: Int, modified: Int) {
    self.path = path
    self.size = size
    self.modified = modified
  }

  /// Whether each line is a document.
  var isLines: Bool { nameInside.hasSuffix(".jsonl") }

  /// The file's content, decompressed.
  func chunks() throws(MemorizationError) -> any ByteChunks {
    let file = try FileChunks(path)
    if path.hasSuffix(".gz") { return try GzipChunks(path, file) }
    if path.hasSuffix(".zst") { return try ZstdChunks(path, file) }
    return file
  }

  /// The path without the ending of its compression.
  private var nameInside: Substring {
    for ending in [".gz", ".zst"] where path.hasSuffix(ending) {
      return path.dropLast(ending.count)
    }
    return path[...]
  }
}

#if !os(Linux)
  extension stat {
    fileprivate var st_mtim: timespec { st_mtimespec }
  }
#endif
