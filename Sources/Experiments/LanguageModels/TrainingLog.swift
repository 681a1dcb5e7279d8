import Foundation
import LanguageModels

/// The log of a training: a file of JSON lines, one for each step.
final class TrainingLog {
  private let path: String
  private let handle: FileHandle

  /// Opens a log and keeps its first lines, one for each step that the checkpoint holds.
  init(_ path: String, keeping steps: Int) throws(LanguageModelError) {
    self.path = path
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let lines = data.split(separator: UInt8(ascii: "\n")).prefix(steps)
    do {
      try lines.map { $0 + [UInt8(ascii: "\n")] }.reduce(into: Data()) { $0 += $1 }
        .write(to: URL(filePath: path))
      handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.seekToEnd()
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
