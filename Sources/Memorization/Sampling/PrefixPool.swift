public import LanguageModels
import LinearAlgebra

/// Short runs of foreign text for a model to continue (Carlini et al. 2021, §5.1.2): 5 to 10 tokens.
///
/// Prefix i is a function of the seed and of i: a length, and a place among all at which the longest
/// prefix would end within its document, each drawn uniformly.
public struct PrefixPool: Sendable {
  /// The fewest and the most tokens of a prefix.
  public static let lengths = 5...10

  private let tokens: [Token]
  /// Where each document begins in `tokens`.
  private let starts: [Int]
  /// For each document the places of those before it, and the places of all.
  private let places: [Int]
  private let seed: UInt64

  /// A pool from tokenised documents.
  ///
  /// - Throws: `MemorizationError` if none is as long as the longest prefix.
  public init(documents: [[Token]], seed: UInt64) throws(MemorizationError) {
    let usable = documents.filter { $0.count >= Self.lengths.upperBound }
    guard !usable.isEmpty else {
      throw MemorizationError(
        .input,
        "the text to continue has no document of \(Self.lengths.upperBound) tokens; give more text")
    }
    tokens = usable.flatMap(\.self)
    starts = usable.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    places = usable.reduce(into: [0]) {
      $0.append($0.last! + $1.count - Self.lengths.upperBound + 1)
    }
    self.seed = seed
  }

  /// The prefix of sample i.
  public func prefix(_ i: Int) -> [Token] {
    var generator = PhiloxGenerator(seed: seed, stream: UInt64(i))
    let count = Self.lengths.lowerBound + generator.integer(below: Self.lengths.count)
    let place = generator.integer(below: places.last!)
    let document = document(at: place)
    let start = starts[document] + place - places[document]
    return Array(tokens[start..<(start + count)])
  }

  /// The document of a place, by bisection.
  private func document(at place: Int) -> Int {
    var (low, high) = (0, places.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }
}
