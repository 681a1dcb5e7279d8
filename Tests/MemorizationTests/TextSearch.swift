import Foundation

/// Counts strings by the C library's search, independently of the lab.
struct TextSearch {
  private let bytes: [UInt8]
  private let ends: [Int]

  init(_ documents: [String]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for document in documents {
      bytes += document.utf8
      ends.append(bytes.count)
      bytes.append(0xFF)
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// Occurrences, overlapping ones included, and the documents that hold one.
  func count(_ string: String) -> (occurrences: Int, documents: Int) {
    let pattern = Array(string.utf8)
    var (occurrences, documents) = (0, Set<Int>())
    bytes.withUnsafeBytes { text in
      guard let start = text.baseAddress else { return }
      var offset = 0
      while let hit = memchr(start + offset, Int32(pattern[0]), text.count - offset) {
        let place = UnsafeRawPointer(hit) - start
        offset = place + 1
        guard place + pattern.count <= text.count else { break }
        if memcmp(start + place, pattern, pattern.count) == 0 {
          occurrences += 1
          documents.insert(document(at: place))
        }
      }
    }
    return (occurrences, documents.count)
  }

  /// The document of a place, by bisection.
  private func document(at place: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Hashes of all stretches of a length.
enum TextWindows {
  static func forEach(_ bytes: [UInt8], _ length: Int, _ body: (UInt64) -> Void) {
    guard bytes.count >= length else { return }
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    let top = (0..<length).reduce(UInt64(1)) { power, _ in power &* factor }
    var hash: UInt64 = 0
    for (i, byte) in bytes.enumerated() {
      hash = hash &* factor &+ (UInt64(byte) &+ 1) &* 0xD6E8_FEB8_6659_FD93
      if i >= length { hash &-= (UInt64(bytes[i - length]) &+ 1) &* 0xD6E8_FEB8_6659_FD93 &* top }
      if i >= length - 1 { body(hash ^ (hash >> 31)) }
    }
  }
}
