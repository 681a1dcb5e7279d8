// A checksum against damage, not against malice. Blocks are summed by themselves, so that a large
// file is checked on all cores; each step is a bijection of the running sum, so that a block with
// one changed word never has the sum it had.

import Foundation
import LinearAlgebra

/// A 64-bit checksum of bytes that come in pieces.
public struct Checksum {
  /// Bytes that are summed by themselves.
  static let block = 1 << 20

  private var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The sum so far.
  var result: UInt64 { value }

  /// Adds a block: `block` bytes, or fewer at the end.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(sum: Self.sum(bytes))
  }

  private mutating func add(sum: UInt64) {
    value = Self.step(value, sum)
  }

  /// The checksum of bytes at hand, on all cores.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let blocks = (bytes.count + block - 1) / block
    var sums = [UInt64](repeating: 0, count: blocks)
    nonisolated(unsafe) let bytes = bytes
    sums.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(blocks, grain: 1) { i, _ in
        let range = (i * block)..<min(bytes.count, (i + 1) * block)
        target[i] = sum(UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
    }
    var whole = Checksum()
    for sum in sums { whole.add(sum: sum) }
    return whole.result
  }

  /// The checksum of a file, on all cores.
  ///
  /// - Throws: `MemorizationError` if it can't be read.
  public static func ofFile(_ path: String) throws(MemorizationError) -> UInt64 {
    do {
      return try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        .withUnsafeBytes { of($0) }
    } catch {
      throw MemorizationError(.file, "\(path): can't be read", underlying: error)
    }
  }

  /// Four independent sums over words, then the rest byte by byte, then the length.
  private static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var i = 0
    while i + 32 <= bytes.count {
      for lane in 0..<4 {
        let word = bytes.loadUnaligned(fromByteOffset: i + 8 * lane, as: UInt64.self)
        lanes[lane] = step(lanes[lane], word)
      }
      i += 32
    }
    var sum = UInt64(bytes.count)
    for lane in 0..<4 { sum = step(sum, lanes[lane]) }
    while i < bytes.count {
      sum = step(sum, UInt64(bytes[i]))
      i += 1
    }
    return sum
  }

  @inline(__always)
  private static func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (sum ^ word) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ (mixed >> 29)
  }
}
