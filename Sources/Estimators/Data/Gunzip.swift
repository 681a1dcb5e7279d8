// Decompression of gzip files (RFC 1952) through zlib.

import CZlib

/// Whether the bytes begin as a gzip file does.
func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

/// The content of a gzip file, all members one after the other.
///
/// - Throws: `EstimatorError` of code `unreadableFile` if the file is cut short, damaged, or
///   expands beyond `maximumBytes`.
func gunzip(
  _ bytes: [UInt8], maximumBytes: Int, name: String
) throws(EstimatorError) -> [UInt8] {
  var stream = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  let gzipOnly = 16 + MAX_WBITS
  guard inflateInit2_(&stream, gzipOnly, ZLIB_VERSION, size) == Z_OK else {
    throw EstimatorError(.unreadableFile, "\(name) can't be decompressed: out of memory")
  }
  defer { inflateEnd(&stream) }

  var result: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  var consumed = 0
  while consumed < bytes.count {
    let (status, read, written) = inflateStep(&stream, bytes[consumed...], into: &chunk)
    consumed += read
    result.append(contentsOf: chunk[..<written])
    guard result.count <= maximumBytes else {
      throw EstimatorError(
        .unreadableFile, "\(name) expands to more than \(maximumBytes) bytes, the most allowed")
    }
    if status == Z_STREAM_END {
      guard isGzip(Array(bytes[consumed...].prefix(2))) else { return result }
      inflateReset(&stream)
    } else if status != Z_OK && status != Z_BUF_ERROR {
      let reason = stream.msg.map { String(cString: $0) } ?? "zlib error \(status)"
      throw EstimatorError(.unreadableFile, "\(name) is a damaged gzip file: \(reason)")
    } else if read == 0 && written == 0 {
      break
    }
  }
  throw EstimatorError(.unreadableFile, "\(name) is a gzip file that is cut short")
}

/// One call of `inflate`: its status, and how many bytes it read and wrote.
private func inflateStep(
  _ stream: inout z_stream, _ input: ArraySlice<UInt8>, into output: inout [UInt8]
) -> (status: Int32, read: Int, written: Int) {
  let available = min(input.count, 1 << 30)
  let capacity = output.count
  return input.withUnsafeBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(available)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(capacity)
      let status = inflate(&stream, Z_NO_FLUSH)
      return (status, available - Int(stream.avail_in), capacity - Int(stream.avail_out))
    }
  }
}
