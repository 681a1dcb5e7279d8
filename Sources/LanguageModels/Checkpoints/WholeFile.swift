import Foundation

/// Files that are replaced as a whole or not at all.
enum WholeFile {
  /// Writes bytes beside the target, to the disk, and then puts them in its place.
  ///
  /// - Throws: `LanguageModelError` if that fails; what stood there before stays.
  static func write(_ data: Data, to path: String) throws(LanguageModelError) {
    try write(to: path) { handle in try handle.write(contentsOf: data) }
  }

  /// The same for contents written piece by piece.
  static func write(
    to path: String, _ body: (FileHandle) throws -> Void
  ) throws(LanguageModelError) {
    let temporary = "\(path).\(getpid()).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw failure(path, errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try body(handle)
      try handle.synchronize()
      try handle.close()
    } catch {
      unlink(temporary)
      throw LanguageModelError(
        .file, "\(path): can't be written, is the disk full? What stood there before is kept",
        underlying: error)
    }
    guard rename(temporary, path) == 0 else {
      let error = errno
      unlink(temporary)
      throw failure(path, error)
    }
  }

  private static func failure(_ path: String, _ code: Int32) -> LanguageModelError {
    LanguageModelError(.file, "\(path): can't be written: \(String(cString: strerror(code)))")
  }
}
