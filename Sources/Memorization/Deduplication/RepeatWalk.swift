/// Walks over windows of a text from left to right and knows where each stood earlier.
struct RepeatWalk {
  private let text: UnsafePointer<UInt8>
  private let length: Int
  private let rolling: WindowHash
  private var places: FirstPlaces
  /// Where the window visited last stood earlier, and the place behind it.
  private var source: Int?
  private var next = 0
  /// The hash's state at a place.
  private var state: UInt64 = 0
  private var statePlace = -1

  /// - Throws: `MemorizationError` if the system has too little memory.
  init(_ text: UnsafePointer<UInt8>, length: Int) throws(MemorizationError) {
    self.text = text
    self.length = length
    rolling = WindowHash(length: length)
    places = try FirstPlaces(text, length: length)
  }

  /// Visits the windows that begin at some places of one document.
  mutating func visit(
    _ range: Range<Int>, _ found: inout FoundRepeats
  ) throws(MemorizationError) {
    if range.lowerBound != next { source = nil }
    for place in range {
      if let before = source, text[before + length] == text[place + length - 1] {
        source = before + 1
      } else {
        source = try places.place(ofWindowAt: place, hash(at: place))
      }
      if let source { found.add(place, earlier: source) }
    }
    next = range.upperBound
  }

  /// The hash of a window; of the one after that asked for last, in two multiplications.
  private mutating func hash(at place: Int) -> UInt64 {
    if place == statePlace + 1, statePlace >= 0 {
      state = rolling.next(
        state, without: text[statePlace], with: text[statePlace + length])
    } else {
      state = rolling.first(text + place)
    }
    statePlace = place
    return WindowHash.hash(state)
  }
}
