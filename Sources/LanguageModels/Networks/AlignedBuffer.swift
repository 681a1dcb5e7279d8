// Memory for weights, caches and activations.

import Foundation

/// Zeroed memory that lives as long as this object, in huge pages where it is large.
///
/// Who holds it decides who writes: it is Sendable because weights are written once, before they
/// are shared, and because everything else belongs to one computation.
final class AlignedBuffer: @unchecked Sendable {
  /// The first byte; aligned to 64 bytes at least.
  let start: UnsafeMutableRawPointer
  private let mapping: UnsafeMutableRawPointer
  private let mapped: Int

  private static let hugePage = 2 << 20

  /// Memory of so many bytes, all zero.
  init(bytes: Int) {
    let alignment = bytes >= 2 * Self.hugePage ? Self.hugePage : 4096
    mapped = max(bytes, 64) + alignment
    let memory = mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | Self.anonymous, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      fatalError("The system refused \(bytes) bytes of memory.")
    }
    mapping = memory
    let address = UInt(bitPattern: memory)
    let shift = (UInt(alignment) - address % UInt(alignment)) % UInt(alignment)
    start = memory + Int(shift)
    #if os(Linux)
      if alignment == Self.hugePage { madvise(start, bytes, Int32(MADV_HUGEPAGE)) }
    #endif
  }

  deinit { munmap(mapping, mapped) }

  /// The memory as numbers.
  func floats() -> UnsafeMutablePointer<Float> { start.assumingMemoryBound(to: Float.self) }

  #if os(Linux)
    private static let anonymous = MAP_ANONYMOUS
  #else
    private static let anonymous = MAP_ANON
  #endif
}

/// A value rounded up to whole multiples.
func roundedUp(_ value: Int, to multiple: Int) -> Int {
  (value + multiple - 1) / multiple * multiple
}
