/// Collects what repeats in a text while it is walked from left to right.
struct FoundRepeats {
  private let length: Int
  private let keepsFirst: Bool
  /// What repeats something earlier, in order.
  private var later: [Range<Int>] = []
  /// What is repeated, in the order in which that was seen.
  private var earlier: [Range<Int>] = []

  init(length: Int, keepsFirst: Bool) {
    self.length = length
    self.keepsFirst = keepsFirst
  }

  /// Adds a window that stood earlier at another place; windows come from left to right.
  mutating func add(_ place: Int, earlier source: Int) {
    let end = place + length
    guard keepsFirst else {
      Self.append(place..<end, to: &later)
      if let last = earlier.last, last.lowerBound <= source, source <= last.upperBound {
        earlier[earlier.count - 1] = last.lowerBound..<max(last.upperBound, source + length)
      } else {
        earlier.append(source..<(source + length))
      }
      return
    }
    Self.append(max(place, source + length)..<end, to: &later)
  }

  /// All that is to go, from left to right and apart from each other.
  var ranges: [Range<Int>] {
    guard !keepsFirst else { return later }
    var all: [Range<Int>] = []
    for range in (later + earlier).sorted(by: { $0.upperBound < $1.upperBound }) {
      Self.append(range, to: &all)
    }
    return all
  }

  /// Adds a range that ends no earlier than all before it.
  private static func append(_ range: Range<Int>, to ranges: inout [Range<Int>]) {
    var start = range.lowerBound
    while let last = ranges.last, last.upperBound >= start {
      start = min(start, last.lowerBound)
      ranges.removeLast()
    }
    ranges.append(start..<range.upperBound)
  }
}
