import Foundation
import LanguageModels

/// A file of JSON lines that samples are appended to.
struct SampleFile {
  /// The complete samples that were there, numbered from 0.
  let records: [SampleRecord]
  private let path: String
  private let handle: FileHandle

  /// Opens or creates a file, and cuts off a last line that is not complete.
  init(_ path: String) throws(LanguageModelError) {
    self.path = path
    let data = FileManager.default.contents(atPath: path) ?? Data()
    var records: [SampleRecord] = []
    var end = data.startIndex
    while let newline = data[end...].firstIndex(of: UInt8(ascii: "\n")) {
      guard
        let record = try? JSONDecoder().decode(SampleRecord.self, from: data[end..<newline]),
        record.id == records.count
      else {
        throw LanguageModelError(
          .format,
          "\(path), line \(records.count + 1): not sample \(records.count); write to another file")
      }
      records.append(record)
      end = newline + 1
    }
    self.records = records
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
    guard descriptor >= 0, ftruncate(descriptor, off_t(end)) == 0 else {
      throw LanguageModelError(.file, "\(path): \(String(cString: strerror(errno)))")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    _ = try? handle.seekToEnd()
  }

  func append(_ record: SampleRecord) throws(LanguageModelError) {
    do {
      try handle.write(contentsOf: JSONLine.data(record))
    } catch {
      throw LanguageModelError(
        .file, "\(path), sample \(record.id): can't be written; the samples before it are kept",
        underlying: error)
    }
  }
}
