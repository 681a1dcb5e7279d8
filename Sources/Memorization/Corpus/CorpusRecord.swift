import Foundation

/// A document of a corpus with what it takes to write it again with another text.
public struct CorpusRecord: Sendable {
  /// Its path, with the line's number for JSON lines.
  public let name: String
  /// Its text, which is UTF-8: U+FFFD stands for what was none.
  public let text: [UInt8]
  /// The line of JSON that it stood in; `nil` for a file that is one document.
  public let frame: LineFrame?
}

extension CorpusSource {
  /// Hands over one document after the other, each with the line of JSON that it stood in.
  ///
  /// - Throws: What `forEach` throws.
  @discardableResult
  public func forEachRecord(_ body: (CorpusRecord) throws -> Void) throws -> CorpusReading {
    var reading = CorpusReading()
    var repaired = 0
    let files = try files { reading.skipped.append($0) }
    try read(files, &reading) { document in
      let valid = UTF8Repair.repaired(document.text)
      if valid != nil { repaired += 1 }
      try body(
        CorpusRecord(
          name: document.name(files[document.file].path), text: valid ?? document.text,
          frame: LineFrame(document.json, field: field)))
    }
    reading.repairedDocuments = repaired
    return reading
  }

  /// All documents at once, each with the line of JSON that it stood in.
  ///
  /// - Throws: What `documents` throws.
  public func records() throws -> (records: [CorpusRecord], reading: CorpusReading) {
    var records: [CorpusRecord] = []
    let reading = try forEachRecord { records.append($0) }
    guard !records.isEmpty else { throw noText(reading) }
    return (records, reading)
  }

  /// Whether a path is a file of this source, or would lie in one of its folders.
  ///
  /// Other names of the same file, such as links, count as well.
  /// - Throws: `MemorizationError` if a path of the source is not there.
  public func holds(_ path: String) throws(MemorizationError) -> Bool {
    let files = try files()
    // The path itself may not be there yet, but its folder is.
    let url = URL(filePath: path).standardizedFileURL
    let place =
      url.deletingLastPathComponent().resolvingSymlinksInPath()
      .appending(path: url.lastPathComponent).path
    for source in paths {
      let folder = URL(filePath: source).standardizedFileURL.resolvingSymlinksInPath().path
      if place == folder || place.hasPrefix(folder == "/" ? folder : folder + "/") { return true }
    }
    guard let target = Self.identity(path) else { return false }
    return files.contains { Self.identity($0.path) == target }
  }

  /// What the system knows a file by.
  private static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}
