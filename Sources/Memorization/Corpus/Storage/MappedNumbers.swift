import Foundation

/// A file of numbers in the address space: its pages are read when they are touched, and shared
/// with other processes.
final class MappedNumbers<Number: BitwiseCopyable & Sendable>: Sendable {
  /// The numbers, as long as this object lives.
  nonisolated(unsafe) let values: UnsafeBufferPointer<Number>
  private nonisolated(unsafe) let mapping: UnsafeMutableRawPointer?
  private let size: Int

  /// Maps a file that must hold so many bytes.
  ///
  /// - Throws: `MemorizationError` if it is not there or its size is another.
  init(_ path: String, bytes expected: Int) throws(MemorizationError) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw MemorizationError(.file, "\(path): can't be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == expected,
      expected % MemoryLayout<Number>.stride == 0
    else {
      throw MemorizationError(
        .format,
        "\(path): \(status.st_size) bytes where the index says \(expected); build the index anew")
    }
    size = expected
    guard size > 0 else {
      mapping = nil
      values = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else {
      throw MemorizationError(.file, "\(path): \(String(cString: strerror(errno)))")
    }
    mapping = start
    let count = size / MemoryLayout<Number>.stride
    values = UnsafeBufferPointer(
      start: start.bindMemory(to: Number.self, capacity: count), count: count)
  }

  deinit {
    if let mapping { munmap(mapping, size) }
  }
}
