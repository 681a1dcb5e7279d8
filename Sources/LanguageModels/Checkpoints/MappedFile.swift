import Foundation

/// A file in the address space: its pages are read when they are touched, and shared with others.
final class MappedFile: Sendable {
  /// The path it was opened by.
  let path: String
  /// Its bytes, as long as this object lives.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Maps a file to be read.
  ///
  /// - Throws: `LanguageModelError` if it is not there, or no file of its own.
  init(_ path: String) throws(LanguageModelError) {
    self.path = path
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw LanguageModelError(.file, "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw LanguageModelError(.file, "\(path): not a file")
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw LanguageModelError(.file, "\(path): \(String(cString: strerror(errno)))") }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
