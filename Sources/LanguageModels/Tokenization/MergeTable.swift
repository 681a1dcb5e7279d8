/// Which pairs of tokens merge, in which order, and into what: a hash table with open addressing.
struct MergeTable: Sendable {
  /// What a pair merges into; `rank` is `Int32.max` for a pair that doesn't.
  struct Merge {
    let rank: Int32
    let token: Token
    static let none = Merge(rank: .max, token: -1)
  }

  private var keys: [UInt64]
  private var merges: [Merge]
  private let mask: Int

  /// A table of merges from the first to the last.
  init(_ pairs: [(left: Token, right: Token, merged: Token)]) {
    var size = 16
    while size < 4 * pairs.count { size *= 2 }
    mask = size - 1
    keys = Array(repeating: .max, count: size)
    merges = Array(repeating: .none, count: size)
    for (rank, pair) in pairs.enumerated() {
      let key = Self.key(pair.left, pair.right)
      let slot = slot(of: key)
      guard keys[slot] == .max else { continue }
      keys[slot] = key
      merges[slot] = Merge(rank: Int32(rank), token: pair.merged)
    }
  }

  /// What two neighbours merge into.
  func merge(_ left: Token, _ right: Token) -> Merge {
    let slot = slot(of: Self.key(left, right))
    return merges[slot]
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }

  private static func key(_ left: Token, _ right: Token) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }
}
