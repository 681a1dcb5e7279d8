// Many strings are counted in one pass: each is filed under its last eight bytes, which differ from
// string to string more than its first, and a bit table says at most places that none ends there.

/// Counts occurrences of many strings in many documents.
struct OccurrenceCounter {
  /// Occurrences of one string, overlapping ones included, and documents that hold it.
  struct Count: Hashable {
    var occurrences = 0
    var documents = 0
  }

  private let strings: [[UInt8]]
  private var filed: [UInt64: [Int]] = [:]
  private var mayEnd = [Bool](repeating: false, count: 1 << 16)

  /// A counter of strings of eight bytes or more.
  init(_ strings: [[UInt8]]) {
    self.strings = strings
    for (i, string) in strings.enumerated() {
      precondition(string.count >= 8, "a string of \(string.count) bytes is too short to count")
      let key = string.withUnsafeBytes { Self.key($0, endingAt: string.count) }
      filed[key, default: []].append(i)
      mayEnd[Self.slot(key)] = true
    }
  }

  /// The counts of all strings, in order.
  func count(_ documents: some Sequence<String>) -> [Count] {
    var counts = [Count](repeating: Count(), count: strings.count)
    var last = [Int](repeating: -1, count: strings.count)
    for (number, document) in documents.enumerated() {
      var text = document
      text.withUTF8 { utf8 in
        let bytes = UnsafeRawBufferPointer(utf8)
        guard bytes.count >= 8 else { return }
        for end in 8...bytes.count {
          let key = Self.key(bytes, endingAt: end)
          guard mayEnd[Self.slot(key)], let candidates = filed[key] else { continue }
          for i in candidates where Self.ends(strings[i], in: bytes, at: end) {
            counts[i].occurrences += 1
            if last[i] != number { counts[i].documents += 1 }
            last[i] = number
          }
        }
      }
    }
    return counts
  }

  private static func key(_ bytes: UnsafeRawBufferPointer, endingAt end: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self)
  }

  private static func slot(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }

  private static func ends(
    _ string: [UInt8], in bytes: UnsafeRawBufferPointer, at end: Int
  ) -> Bool {
    guard end >= string.count else { return false }
    return bytes[(end - string.count)..<end].elementsEqual(string)
  }
}
