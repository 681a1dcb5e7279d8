// Fuzzy duplicates by word trigrams (Carlini et al. 2021, §6.1).
//
// tri(s) is the multiset of all runs of three words of s. s1 is a duplicate of s2 if
// |tri(s1) ∩ tri(s2)| >= |tri(s1)| / 2, where the intersection takes the smaller multiplicity of
// each trigram. The rule is not symmetric: a short text that a long one holds is its duplicate,
// and the long one is not a duplicate of the short.

/// The word trigrams of a text with how often each occurs.
///
/// Trigrams are compared by 64-bit hashes. Two that collide are taken for one, which can only make
/// texts look more alike; among ten million trigrams it happens once in 370,000 times.
public struct TrigramMultiset: Sendable {
  /// A trigram's hash and how often it occurs.
  struct Entry: Sendable, Equatable {
    var hash: UInt64
    var count: Int32
  }

  /// By ascending hash.
  let entries: [Entry]
  /// The number of trigrams, each counted as often as it occurs: two less than words.
  public let count: Int
  /// The text itself where it has no trigram.
  let shortText: [UInt8]?

  /// The trigrams of a text; see `Words` for what a word is.
  public init(_ text: [UInt8]) {
    let hashes = Self.hashes(of: text).sorted()
    var entries: [Entry] = []
    entries.reserveCapacity(hashes.count)
    for hash in hashes {
      if entries.last?.hash == hash {
        entries[entries.count - 1].count += 1
      } else {
        entries.append(Entry(hash: hash, count: 1))
      }
    }
    self.entries = entries
    count = hashes.count
    shortText = hashes.isEmpty ? text : nil
  }

  /// How many trigrams both have, each counted with the smaller of its two multiplicities.
  public func commonCount(with other: Self) -> Int {
    var (i, j, common) = (0, 0, 0)
    while i < entries.count, j < other.entries.count {
      let (a, b) = (entries[i], other.entries[j])
      if a.hash == b.hash { common += Int(min(a.count, b.count)) }
      if a.hash <= b.hash { i += 1 }
      if b.hash <= a.hash { j += 1 }
    }
    return common
  }

  /// Whether at least half of this text's trigrams are the other's too.
  ///
  /// A text of less than three words is a duplicate only of an equal text: half of its no trigrams
  /// would be found anywhere.
  public func isDuplicate(of other: Self) -> Bool {
    if let shortText { return shortText == other.shortText }
    return 2 * commonCount(with: other) >= count
  }

  /// The hash of each trigram of a text in order.
  static func hashes(of text: [UInt8]) -> [UInt64] {
    var hashes: [UInt64] = []
    var words = Words(text)
    guard var first = words.next().map({ hash(text[$0]) }),
      var second = words.next().map({ hash(text[$0]) })
    else { return hashes }
    while let word = words.next() {
      let third = hash(text[word])
      hashes.append(mixed(mixed(mixed(first) &+ second) &+ third))
      (first, second) = (second, third)
    }
    return hashes
  }

  /// The hash FNV-1a of Fowler, Noll and Vo.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// The finisher of SplitMix64 (Steele, Lea and Flood 2014), a bijection that changes every bit.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
