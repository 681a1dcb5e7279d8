@testable import Memorization

/// What repeats in texts, by comparing all windows with all.
struct NaiveRepeats {
  let texts: [[UInt8]]
  let length: Int

  /// Bytes of the joined texts, and a window's place for each that has one.
  private var joined: [UInt8] { texts.flatMap { $0 + [JoinedTexts.separator] } }

  /// For each window that isn't alone its place and those of all that are equal, in order.
  private var classes: [[Int]] {
    let joined = joined
    var places: [ArraySlice<UInt8>: [Int]] = [:]
    for place in joined.indices.dropLast(length - 1) {
      let window = joined[place..<(place + length)]
      if !window.contains(JoinedTexts.separator) { places[window, default: []].append(place) }
    }
    return places.values.filter { $0.count > 1 }
  }

  /// Number of windows that stand more than once.
  var count: Int { classes.count }

  /// All bytes of windows that stand more than once.
  var all: Set<Int> { bytes(of: classes.flatMap { $0 }) }

  /// What must go of windows that stood earlier: all of those that overlap with no equal one.
  var apart: Set<Int> {
    bytes(
      of: classes.flatMap { places in
        zip(places, places.dropFirst()).compactMap { $1 >= $0 + length ? $1 : nil }
      })
  }

  /// What may go: the windows that stood earlier, but for where they stood first.
  var behindFirst: Set<Int> {
    classes.reduce(into: []) { result, places in
      for place in places.dropFirst() {
        result.formUnion(max(place, places[0] + length)..<(place + length))
      }
    }
  }

  private func bytes(of places: [Int]) -> Set<Int> {
    places.reduce(into: []) { $0.formUnion($1..<($1 + length)) }
  }
}
