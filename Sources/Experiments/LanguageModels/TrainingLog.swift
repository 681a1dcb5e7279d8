import Foundation
import LanguageModels

/// The log of a training: a file of JSON lines, one for each step.
final class TrainingLog {
  private let path: String
  private let handle: FileHandle

  /// Opens a log, which no other training may write until this one goes.
  ///
  /// - Throws: `LanguageModelError` if it can't be written, or another training writes it.
  init(_ path: String) throws(LanguageModelError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      if !FileManager.default.fileExists(atPath: path) {
        try Data().write(to: URL(filePath: path))
      }
      handle = try FileHandle(forUpdating: URL(filePath: path))
    } catch {
      throw LanguageModelError(.file, "\(path): can't be written", underlying: error)
    }
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw LanguageModelError(
        .input,
        "\(path) is being written by another training: wait for its end, or give another --out")
    }
  }

  /// Keeps the first lines, one for each step that the checkpoint holds.
  func keep(_ steps: Int) throws(LanguageModelError) {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let lines = data.split(separator: UInt8(ascii: "\n")).prefix(steps)
    do {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(lines.flatMap { $0 + [UInt8(ascii: "\n")] }))
    } catch {
      throw LanguageModelError(.file, "\(path): can't be written", underlying: error)
    }
  }

  func append(_ record: TrainingRecord) throws(LanguageModelError) {
    do {
      try handle.write(contentsOf: JSONLine.data(record))
    } catch {
      throw LanguageModelError(.file, "\(path): can't be written", underlying: error)
    }
  }
}
