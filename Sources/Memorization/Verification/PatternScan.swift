/// Finds which of many strings stand in a text, in one pass over it.
///
/// Strings are looked up by a hash of their first bytes, as many as the shortest has, and compared where
/// it agrees. A table of bits rules out most places at the cost of one look.
public struct PatternScan: Sendable {
  /// Bytes that are hashed at most.
  private static let longestKey = 8
  private static let filterBits = 20

  private let patterns: [[UInt8]]
  private let keyLength: Int
  private var places: [UInt64: [Int32]] = [:]
  private var filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))

  /// A scan for strings; empty ones are never found.
  public init(_ patterns: [[UInt8]]) {
    self.patterns = patterns
    keyLength = min(
      Self.longestKey, patterns.lazy.filter { !$0.isEmpty }.map(\.count).min() ?? 1)
    for (number, pattern) in patterns.enumerated() where !pattern.isEmpty {
      let key = pattern.prefix(keyLength).reduce(0) { $0 << 8 | UInt64($1) }
      places[key, default: []].append(Int32(number))
      let bit = Self.bit(key)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  /// The numbers of the strings that stand in a text, in order, each once.
  ///
  /// - Complexity: O(n) for n bytes, and a comparison where the first bytes of a string stand.
  public func patterns(in text: [UInt8]) -> [Int] {
    var found: Set<Int> = []
    scan(text) { number, start in
      if !found.contains(number), text[start...].starts(with: patterns[number]) {
        found.insert(number)
      }
    }
    return found.sorted()
  }

  /// The places where strings stand in a text; they may overlap.
  func places(in text: [UInt8]) -> [(pattern: Int, range: Range<Int>)] {
    var found: [(pattern: Int, range: Range<Int>)] = []
    scan(text) { number, start in
      let pattern = patterns[number]
      if text[start...].starts(with: pattern) {
        found.append((number, start..<start + pattern.count))
      }
    }
    return found
  }

  /// Visits strings with the places, from left to right, where their first bytes stand in a text.
  private func scan(_ text: [UInt8], _ visit: (_ number: Int, _ start: Int) -> Void) {
    guard !places.isEmpty, text.count >= keyLength else { return }
    let mask = keyLength == 8 ? UInt64.max : (1 << UInt64(8 * keyLength)) - 1
    text.withUnsafeBufferPointer { text in
      var key: UInt64 = 0
      for (end, byte) in text.enumerated() {
        key = (key << 8 | UInt64(byte)) & mask
        guard end + 1 >= keyLength, mayBegin(key) else { continue }
        for number in places[key] ?? [] { visit(Int(number), end + 1 - keyLength) }
      }
    }
  }

  private func mayBegin(_ key: UInt64) -> Bool {
    let bit = Self.bit(key)
    return filter[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  private static func bit(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - filterBits))
  }
}
