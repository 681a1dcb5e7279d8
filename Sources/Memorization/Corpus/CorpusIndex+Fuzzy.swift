// Carlini et al. 2021, section 6: a sample counts as memorised if all three-word sequences of it
// occur close together in the training data. The paper doesn't say how close; here it is a window
// of so many times the words of the text, within one document.

extension CorpusIndex {
  /// Whether the index has the table that `fuzzyCoverage` needs.
  public var hasTrigrams: Bool { trigrams != nil }

  /// The largest share of a text's distinct word trigrams that stand within one window of one
  /// document; 1 is a fuzzy match.
  ///
  /// Words are split at white space and punctuation and keep their case: see `WordHashes`. The window
  /// has `factor` times as many words as the text, rounded down, and at least as many as the text. A
  /// text of fewer than three words has no trigram: 1 if it stands in the corpus as it is, else 0.
  /// The index must have been built with trigrams (`hasTrigrams`).
  /// - Complexity: O(p log p) for p places at which a trigram of the text stands.
  /// - Parameters:
  ///   - text: The text asked about.
  ///   - factor: Size of the window, in sizes of the text; 1 or more.
  public func fuzzyCoverage(of text: [UInt8], window factor: Double = 1.5) -> Double {
    precondition(factor >= 1 && factor.isFinite, "a window of \(factor) times the text")
    guard let trigrams else { preconditionFailure("the index was built without trigrams") }
    var numbers: [UInt64: UInt64] = [:]
    let words = text.withUnsafeBufferPointer { bytes in
      WordHashes.forEachTrigram(bytes) { hash, _ in
        if numbers[hash] == nil { numbers[hash] = UInt64(numbers.count) }
      }
    }
    guard words >= 3 else { return count(text).occurrences > 0 ? 1 : 0 }
    let places = trigrams.places(of: numbers)
    let window = max(words, Int(min(Double(words) * factor, Double(Int32.max))))
    let best = trigrams.mostDistinct(
      in: places, within: UInt32(window - 2), kinds: numbers.count)
    return Double(best) / Double(numbers.count)
  }
}

extension TrigramTable {
  /// All places of some trigrams in the order of the corpus: the word's number in the upper half, the
  /// trigram's in the lower.
  fileprivate func places(of numbers: [UInt64: UInt64]) -> [UInt64] {
    var places: [UInt64] = []
    for (hash, number) in numbers {
      forEachOrdinal(hash) { places.append(UInt64($0) << 32 | number) }
    }
    places.sort()
    return places
  }

  /// The most different trigrams that begin within `span` words of one document.
  fileprivate func mostDistinct(in places: [UInt64], within span: UInt32, kinds: Int) -> Int {
    var counts = [Int](repeating: 0, count: kinds)
    var distinct = 0, best = 0, first = 0
    var document: Range<UInt32> = 0..<0
    for place in places {
      let word = UInt32(place >> 32)
      if !document.contains(word) { document = self.document(of: word) }
      while first < places.count, places[first] < place {
        let start = UInt32(places[first] >> 32)
        if document.contains(start), word - start < span { break }
        let kind = Int(places[first] & 0xFFFF_FFFF)
        counts[kind] -= 1
        if counts[kind] == 0 { distinct -= 1 }
        first += 1
      }
      let kind = Int(place & 0xFFFF_FFFF)
      if counts[kind] == 0 { distinct += 1 }
      counts[kind] += 1
      best = max(best, distinct)
    }
    return best
  }
}
