import CZlib

/// The content of a gzip file (RFC 1952), all members one after the other.
///
/// Bytes after the last member that don't begin another one are ignored, as `gzip` does.
final class GzipChunks: ByteChunks {
  private let path: String
  private let source: any ByteChunks
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var input: [UInt8] = []
  private var consumed = 0
  private var isInsideMember = true
  private var isAtEnd = false

  init(_ path: String, _ source: any ByteChunks) throws(MemorizationError) {
    self.path = path
    self.source = source
    stream.initialize(to: z_stream())
    let gzipOnly = 16 + MAX_WBITS
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, gzipOnly, ZLIB_VERSION, size) == Z_OK else {
      throw MemorizationError(.file, "\(path): can't be decompressed: out of memory")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func next() throws(MemorizationError) -> [UInt8]? {
    while !isAtEnd {
      if consumed == input.count, try !refill() { break }
      if !isInsideMember {
        guard input[consumed] == 0x1F else { break }
        inflateReset(stream)
        isInsideMember = true
      }
      let chunk = try inflated()
      if !chunk.isEmpty { return chunk }
    }
    isAtEnd = true
    return nil
  }

  /// Reads more of the file; false at its end, which must lie between members.
  private func refill() throws(MemorizationError) -> Bool {
    guard let chunk = try source.next() else {
      guard !isInsideMember else {
        throw MemorizationError(.format, "\(path): a gzip file that is cut short")
      }
      return false
    }
    input = chunk
    consumed = 0
    return true
  }

  private func inflated() throws(MemorizationError) -> [UInt8] {
    var status = Z_OK
    let chunk = [UInt8](unsafeUninitializedCapacity: FileChunks.size) { target, count in
      input.withUnsafeMutableBufferPointer { bytes in
        stream.pointee.next_in = bytes.baseAddress.map { $0 + consumed }
        stream.pointee.avail_in = UInt32(bytes.count - consumed)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        status = inflate(stream, Z_NO_FLUSH)
        consumed = bytes.count - Int(stream.pointee.avail_in)
      }
      count = target.count - Int(stream.pointee.avail_out)
    }
    if status == Z_STREAM_END {
      isInsideMember = false
    } else if status != Z_OK && status != Z_BUF_ERROR {
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"
      throw MemorizationError(.format, "\(path): a damaged gzip file: \(reason)")
    }
    return chunk
  }
}
