import Foundation
import LinearAlgebra

/// Text on disk, document by document.
///
/// A folder is read with all folders in it, in the order of the files' paths. A file ending in
/// `.jsonl` holds one document per line, a string under the key `field`; any other file is one
/// document. Either may be compressed and end in `.gz` or `.zst`. Empty documents don't count. A
/// file with more than one NUL byte in its first 8 kB is binary and is skipped.
public struct CorpusSource: Sendable {
  /// Files and folders.
  public let paths: [String]
  /// The key of a document's text in JSON lines.
  public let field: String

  /// The largest document that can be held.
  static let maximumBytes = Int(Int32.max) - 16

  /// The text of files and folders.
  ///
  /// - Parameters:
  ///   - paths: Files and folders, read in this order.
  ///   - field: The key of a document's text in JSON lines.
  public init(_ paths: [String], field: String = "text") {
    self.paths = paths
    self.field = field
  }

  /// Hands over one document after the other; only one is in memory at a time.
  ///
  /// Names are paths, with the line's number for JSON lines: `notes.jsonl:17`. Texts are the bytes of
  /// the file, which need not be UTF-8.
  /// - Throws: `MemorizationError` that names what can't be read, or the file and line that are no
  ///   JSON with the field; or what `body` throws.
  @discardableResult
  public func forEach(
    _ body: (_ name: String, _ text: [UInt8]) throws -> Void
  ) throws -> CorpusReading {
    var reading = CorpusReading()
    let files = try files { reading.skipped.append($0) }
    try read(files, &reading) { document in
      try body(document.name(files[document.file].path), document.text)
    }
    return reading
  }

  /// All documents at once.
  ///
  /// - Throws: `MemorizationError` as `forEach` does, or if there is no text at all.
  public func documents() throws -> (texts: [[UInt8]], reading: CorpusReading) {
    var texts: [[UInt8]] = []
    let reading = try forEach { _, text in texts.append(text) }
    guard !texts.isEmpty else { throw noText(reading) }
    return (texts, reading)
  }

  /// The error of a source in which there was no text.
  public func noText(_ reading: CorpusReading) -> MemorizationError {
    let skipped = reading.notes.first.map { " (\($0))" } ?? ""
    return MemorizationError(
      .input, "\(paths.joined(separator: ", ")): there is no text in it\(skipped)")
  }
}

extension CorpusSource {
  /// A document and where it comes from.
  struct Document {
    /// Number of its file.
    let file: Int
    /// Its line in a file of JSON lines, from 1; 0 for a whole file.
    let line: Int
    let text: [UInt8]
    /// The line itself; empty for a whole file.
    var json: [UInt8] = []

    func name(_ path: String) -> String { line == 0 ? path : "\(path):\(line)" }
  }

  /// The files of all paths.
  func files(
    skipping skip: (CorpusReading.Skipped) -> Void = { _ in }
  ) throws(MemorizationError) -> [CorpusFile] {
    var files: [CorpusFile] = []
    for path in paths { files += try CorpusFile.list(path, skipping: skip) }
    return files
  }

  /// Reads the documents of files.
  func read(
    _ files: [CorpusFile], _ reading: inout CorpusReading, _ body: (Document) throws -> Void
  ) throws {
    let megabyte = 1 << 20
    let total = files.reduce(0) { $0 + $1.size } / megabyte
    var done = 0
    for (number, file) in files.enumerated() {
      if file.isLines {
        try readLines(file, number, &reading, body)
      } else if let text = try wholeText(file, &reading), !text.isEmpty {
        reading.documents += 1
        try body(Document(file: number, line: 0, text: text))
      }
      if done / megabyte != (done + file.size) / megabyte {
        WorkProgress.report("reading", (done + file.size) / megabyte, of: total)
      }
      done += file.size
    }
  }

  /// The content of a file that is one document; `nil` if it is binary.
  private func wholeText(
    _ file: CorpusFile, _ reading: inout CorpusReading
  ) throws(MemorizationError) -> [UInt8]? {
    let chunks = try file.chunks()
    guard var text = try chunks.next() else { return nil }
    while text.count < 8192, let more = try chunks.next() { text += more }
    let zeros = text.prefix(8192).reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    guard zeros <= 1 else {
      reading.skipped.append(.init(path: file.path, reason: "it is binary, not text"))
      return nil
    }
    while let more = try chunks.next() {
      text += more
      guard text.count <= Self.maximumBytes else {
        throw MemorizationError(
          .input, "\(file.path): a document of more than 2 GB; split it into several")
      }
    }
    return text
  }

  private func readLines(
    _ file: CorpusFile, _ number: Int, _ reading: inout CorpusReading,
    _ body: (Document) throws -> Void
  ) throws {
    var lines = LineChunks(try file.chunks())
    while var line = try lines.next() {
      guard !line.allSatisfy({ $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: " ") }) else {
        continue
      }
      if let valid = UTF8Repair.repaired(line) {
        line = valid
        reading.repairedLines += 1
      }
      guard let text = text(of: line) else {
        throw MemorizationError(
          .format, "\(file.path), line \(lines.number): no JSON object with a string '\(field)'")
      }
      guard !text.isEmpty else { continue }
      reading.documents += 1
      try body(Document(file: number, line: lines.number, text: text, json: line))
    }
  }

  private func text(of line: [UInt8]) -> [UInt8]? {
    // A line that is no JSON is as wrong as one without the field, and is reported as such.
    let object = try? JSONSerialization.jsonObject(with: Data(line))
    guard let text = (object as? [String: Any])?[field] as? String else { return nil }
    return Array(text.utf8)
  }
}
