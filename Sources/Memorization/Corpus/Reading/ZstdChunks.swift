import CZstd

/// The content of a Zstandard file (RFC 8878), all frames one after the other.
final class ZstdChunks: ByteChunks {
  private let path: String
  private let source: any ByteChunks
  private let stream: OpaquePointer
  private var input: [UInt8] = []
  private var consumed = 0
  /// What the last step of decompression still needs; 0 between frames.
  private var missing = 0

  init(_ path: String, _ source: any ByteChunks) throws(MemorizationError) {
    self.path = path
    self.source = source
    guard let stream = ZSTD_createDStream() else {
      throw MemorizationError(.file, "\(path): can't be decompressed: out of memory")
    }
    self.stream = stream
  }

  deinit { ZSTD_freeDStream(stream) }

  func next() throws(MemorizationError) -> [UInt8]? {
    while true {
      if consumed == input.count {
        guard let chunk = try source.next() else { break }
        input = chunk
        consumed = 0
      }
      let chunk = try decompressed()
      if !chunk.isEmpty { return chunk }
    }
    // What was held back because a piece of output was full.
    if missing > 0 {
      let rest = try decompressed()
      if !rest.isEmpty { return rest }
      throw MemorizationError(.format, "\(path): a zstd file that is cut short")
    }
    return nil
  }

  private func decompressed() throws(MemorizationError) -> [UInt8] {
    var result = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: FileChunks.size) { target, count in
      input.withUnsafeBufferPointer { bytes in
        var from = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: consumed)
        var to = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        result = ZSTD_decompressStream(stream, &to, &from)
        consumed = from.pos
        count = to.pos
      }
    }
    if ZSTD_isError(result) != 0 {
      let reason = String(cString: ZSTD_getErrorName(result))
      throw MemorizationError(.format, "\(path): a damaged zstd file: \(reason)")
    }
    missing = result
    return chunk
  }
}
