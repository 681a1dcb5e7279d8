import Foundation

/// Writes a file of an index through a buffer and sums it up on the way.
final class IndexFileWriter {
  private let path: String
  private let descriptor: Int32
  private var checksum = Checksum()
  private var buffer: [UInt8] = []
  private var written = 0
  private var isOpen = true

  init(_ path: String) throws(MemorizationError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { throw Self.unwritable(path) }
    buffer.reserveCapacity(Checksum.block)
  }

  deinit {
    if isOpen { close(descriptor) }
  }

  /// Adds bytes.
  func append(_ bytes: UnsafeRawBufferPointer) throws(MemorizationError) {
    var rest = bytes
    while !rest.isEmpty {
      // Whole blocks need no copy.
      if buffer.isEmpty, rest.count >= Checksum.block {
        try flush(UnsafeRawBufferPointer(rebasing: rest[..<Checksum.block]))
        rest = UnsafeRawBufferPointer(rebasing: rest[Checksum.block...])
        continue
      }
      let count = min(rest.count, Checksum.block - buffer.count)
      buffer.append(contentsOf: rest[..<count])
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      if buffer.count == Checksum.block { try flushBuffer() }
    }
  }

  /// Adds bytes.
  func append(_ bytes: [UInt8]) throws(MemorizationError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(MemorizationError) in
      try append(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Sees all bytes to the disk and closes the file.
  ///
  /// - Returns: What the header says about it.
  func finish() throws(MemorizationError) -> CorpusHeader.File {
    if !buffer.isEmpty { try flushBuffer() }
    guard fsync(descriptor) == 0 else { throw Self.unwritable(path) }
    isOpen = false
    guard close(descriptor) == 0 else { throw Self.unwritable(path) }
    return CorpusHeader.File(bytes: written, checksum: checksum.result)
  }

  private func flushBuffer() throws(MemorizationError) {
    try buffer.withUnsafeBufferPointer { (bytes) throws(MemorizationError) in
      try flush(UnsafeRawBufferPointer(bytes))
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func flush(_ block: UnsafeRawBufferPointer) throws(MemorizationError) {
    checksum.add(block)
    var done = 0
    while done < block.count {
      let count = write(descriptor, block.baseAddress.map { $0 + done }, block.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.unwritable(path) }
      done += count
    }
    written += block.count
  }

  private static func unwritable(_ path: String) -> MemorizationError {
    MemorizationError(.file, "can't write \(path): \(String(cString: strerror(errno)))")
  }
}
