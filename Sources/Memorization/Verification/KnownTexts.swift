// What of a passage is new: what stands in no finding before it.

/// Texts of findings, to tell which stretches of another text they hold.
///
/// A stretch is known where it is a whole text, or where 32 bytes in a row stand in one.
struct KnownTexts {
  /// Bytes in a row that two texts share by more than chance.
  private static let pieceLength = 32

  private let whole: PatternScan
  /// The first text with each piece.
  private var pieces: [ArraySlice<UInt8>: Int] = [:]

  /// What is known of a text.
  struct Cover: Equatable {
    /// Bytes of the longest stretch in a row that is new.
    var longestRest: Int
    /// The texts that hold the rest, in order.
    var holders: [Int]
  }

  /// Knows texts by their places in the list.
  init(_ texts: [[UInt8]]) {
    whole = PatternScan(texts)
    for (number, text) in texts.enumerated() { add(text, number) }
  }

  /// Knows one more text.
  mutating func add(_ text: [UInt8], _ number: Int) {
    for start in Self.starts(text) {
      let piece = text[start..<start + Self.pieceLength]
      if pieces[piece] == nil { pieces[piece] = number }
    }
  }

  /// Which stretches of a text are known.
  func cover(_ text: [UInt8]) -> Cover {
    var isKnown = [Bool](repeating: false, count: text.count)
    var holders: Set<Int> = []
    func mark(_ range: Range<Int>, _ holder: Int) {
      holders.insert(holder)
      for place in range { isKnown[place] = true }
    }
    for (pattern, range) in whole.places(in: text) { mark(range, pattern) }
    for start in Self.starts(text) {
      let range = start..<start + Self.pieceLength
      if let holder = pieces[text[range]] { mark(range, holder) }
    }
    let rest = isKnown.split(separator: true).map(\.count).max() ?? 0
    return Cover(longestRest: rest, holders: holders.sorted())
  }

  private static func starts(_ text: [UInt8]) -> Range<Int> {
    0..<max(0, text.count - pieceLength + 1)
  }
}
