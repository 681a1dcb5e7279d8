import CZlib

/// How far a text can be compressed, as an estimate of its entropy that no model has learned.
public enum ZlibEntropy {
  /// The length of the text as zlib compresses it at level 6, in bytes.
  ///
  /// The two bytes of the header and the four of the checksum are counted, as in Python's
  /// `len(zlib.compress(text))`: 8 for an empty text.
  /// - Complexity: About 20 microseconds for a text of 600 bytes.
  public static func bytes(of text: [UInt8]) -> Int {
    var length = compressBound(uLong(text.count))
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(length)) { target in
      text.withUnsafeBufferPointer { source in
        let status = compress2(
          target.baseAddress, &length, source.baseAddress, uLong(source.count), 6)
        precondition(status == Z_OK, "zlib has no memory for a text of \(text.count) bytes")
      }
      return Int(length)
    }
  }
}
