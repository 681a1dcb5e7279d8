import Foundation

/// Bytes that come piece by piece.
protocol ByteChunks: AnyObject {
  /// The next piece, not empty; `nil` at the end.
  func next() throws(MemorizationError) -> [UInt8]?
}

/// The bytes of a file, as they are on disk.
final class FileChunks: ByteChunks {
  /// Size of a piece at most.
  static let size = 1 << 18

  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(MemorizationError) {
    self.path = path
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Self.unreadable(path) }
  }

  deinit { close(descriptor) }

  func next() throws(MemorizationError) -> [UInt8]? {
    var failed = false
    let chunk = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
      var result = -1
      repeat {
        result = read(descriptor, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      failed = result < 0
      count = max(0, result)
    }
    if failed { throw Self.unreadable(path) }
    return chunk.isEmpty ? nil : chunk
  }

  private static func unreadable(_ path: String) -> MemorizationError {
    MemorizationError(.file, "\(path): can't be read: \(String(cString: strerror(errno)))")
  }
}
