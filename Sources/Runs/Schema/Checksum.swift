import Foundation

/// A sum over bytes that shows damage a database file doesn't notice by itself.
///
/// SQLite checks the structure of its pages, not what stands in them. The sum is FNV-1a over 64-bit
/// words in place of bytes, which is eight times as fast: each step is a bijection of the state, so a
/// change within one word is always seen, any other but one in 2^64.
enum Checksum {
  /// The sum of some parts, their lengths included.
  static func of(_ parts: Data...) -> Int64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      mix(UInt64(part.count), into: &state)
      part.withUnsafeBytes { bytes in
        var offset = 0
        while offset + 8 <= bytes.count {
          mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self), into: &state)
          offset += 8
        }
        var rest: UInt64 = 0
        for byte in bytes[offset...].reversed() { rest = rest << 8 | UInt64(byte) }
        mix(rest, into: &state)
      }
    }
    return Int64(bitPattern: state)
  }

  private static func mix(_ word: UInt64, into state: inout UInt64) {
    state = (state ^ word.littleEndian) &* 0x0000_0100_0000_01B3
  }
}
