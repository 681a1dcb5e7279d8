import Foundation

/// Memory for sorting: zeroed, in huge pages where it is large, given back with this object.
///
/// Sorting suffixes reads all over its memory, and with small pages most of its time would go into
/// finding them.
final class HugePages {
  /// The first byte; aligned to a page.
  let start: UnsafeMutableRawPointer
  /// Bytes that may be used.
  let count: Int

  private let mapping: UnsafeMutableRawPointer
  private let mapped: Int
  private static let page = 2 << 20

  /// Memory of so many bytes.
  ///
  /// - Throws: `MemorizationError` if the system has too little.
  init(bytes: Int) throws(MemorizationError) {
    count = bytes
    mapped = max(bytes, 1) + Self.page
    #if os(Linux)
      let flags = MAP_PRIVATE | MAP_ANONYMOUS
    #else
      let flags = MAP_PRIVATE | MAP_ANON
    #endif
    guard let memory = mmap(nil, mapped, PROT_READ | PROT_WRITE, flags, -1, 0),
      memory != MAP_FAILED
    else {
      throw MemorizationError(
        .input,
        "\(bytes >> 20) MB of memory are not to be had; split the corpus into shards, index each "
          + "and add up their counts")
    }
    mapping = memory
    start = memory.alignedUp(toMultipleOf: Self.page)
    #if os(Linux)
      madvise(start, bytes, Int32(MADV_HUGEPAGE))
    #endif
  }

  deinit { munmap(mapping, mapped) }

  /// The memory as numbers.
  func numbers<Number: BitwiseCopyable>(of type: Number.Type) -> UnsafeMutablePointer<Number> {
    start.bindMemory(to: type, capacity: count / MemoryLayout<Number>.stride)
  }
}
