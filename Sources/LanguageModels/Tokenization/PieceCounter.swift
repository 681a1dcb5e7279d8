/// How often each piece of pre-tokenised text occurs: a hash table over one store of bytes, since
/// a dictionary of arrays takes several times as long.
struct PieceCounter {
  private(set) var counts: [Int] = []
  private var ends: [Int] = []
  private var store: [UInt8] = []
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  /// Number of different pieces.
  var count: Int { counts.count }

  /// The bytes of a piece.
  func bytes(_ piece: Int) -> ArraySlice<UInt8> {
    store[(piece == 0 ? 0 : ends[piece - 1])..<ends[piece]]
  }

  /// Counts all pieces of a text.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    let scanner = PreTokenizer(text)
    var start = 0
    while start < text.count {
      let end = scanner.end(ofPieceAt: start)
      add(piece: UnsafeBufferPointer(rebasing: text[start..<end]))
      start = end
    }
  }

  private mutating func add(piece: UnsafeBufferPointer<UInt8>) {
    var slot = Self.hash(piece) & (slots.count - 1)
    while slots[slot] >= 0 {
      if bytes(Int(slots[slot])).elementsEqual(piece) {
        counts[Int(slots[slot])] += 1
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(counts.count)
    counts.append(1)
    store += piece
    ends.append(store.count)
    if 2 * counts.count > slots.count { grow() }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    for piece in counts.indices {
      var slot = bytes(piece).withUnsafeBufferPointer { Self.hash($0) } & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(piece)
    }
  }

  /// FNV-1a, its high bits folded in.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29))
  }
}
