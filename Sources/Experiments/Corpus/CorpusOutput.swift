import Foundation
import Memorization

/// A file of JSON lines that a changed corpus is written to.
struct CorpusOutput {
  /// Where it is.
  let path: String
  private let plain: LineFrame

  /// A file to write; what is read must not be replaced, nor get a new file.
  ///
  /// - Throws: `MemorizationError` if it is or would be one of the source's files, or its name is not
  ///   one that would be read as JSON lines.
  init(_ path: String, for source: CorpusSource) throws(MemorizationError) {
    self.path = path
    plain = LineFrame(field: source.field)
    if try source.holds(path) {
      throw MemorizationError(
        .option, "\(path) is among the text that is read: write to a file elsewhere")
    }
    if !isSpecial, !path.hasSuffix(".jsonl") {
      throw MemorizationError(
        .option, "\(path) would hold JSON lines: give it a name that ends in .jsonl")
    }
  }

  /// Whether it is no file that could be read again, but a pipe or a device.
  var isSpecial: Bool {
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    // What isn't there is no device.
    let found = try? FileManager.default.attributesOfItem(atPath: resolved)
    let kind = found?[.type] as? FileAttributeType
    return kind != nil && kind != .typeRegular && kind != .typeDirectory
  }

  /// Writes the file beside its place and puts it there when all has been written.
  ///
  /// - Parameter body: Given a function that adds a line.
  /// - Throws: `RunsError` if the file can't be written, or what `body` throws; what stood there before
  ///   stays.
  func write(_ body: (_ add: (_ line: String) throws -> Void) throws -> Void) throws {
    try LineFile.write(to: path, body)
  }

  /// The line of a text, with the JSON that it stood in if any.
  func line(_ text: [UInt8], in frame: LineFrame? = nil) -> String {
    String(decoding: (frame ?? plain).line(text: text), as: UTF8.self)
  }
}
