import Foundation

/// Tells strings that anybody could have written from strings that had to be learned.
///
/// Carlini et al. 2021, §6.1, count "non-trivial" substrings by judgement. Here a string is trivial if
/// zlib makes too little of it, as of a phrase in a loop or a row of zeros, or if it counts: if its
/// numbers go up or down by the same step, and zlib makes too little of what stands between them.
public struct TrivialityRule: Sendable, Codable, Hashable {
  /// Bytes of the compressed string from which it is not trivial, whatever its length; English of 120
  /// bytes takes about 100, a loop of six words under 60. Of less than 100 bytes less is asked: nine
  /// bytes, one more than zlib makes of nothing, and eleven twentieths of the length.
  public var minimumEntropy = 64
  /// The fewest numbers in which counting is seen.
  public var leastNumbers = 6
  /// The share of equal steps from which numbers count.
  public var steadiness = 0.8
  /// In rows of so many numbers, one of which counts, counting is seen at most.
  public var longestRow = 3

  /// The rule of the documentation.
  public init() {}

  /// Whether a string is trivial.
  public func isTrivial(_ text: [UInt8]) -> Bool {
    let least = min(minimumEntropy, 9 + text.count * 11 / 20)
    return ZlibEntropy.bytes(of: text) < least
      || (counts(text) && ZlibEntropy.bytes(of: Self.withoutNumbers(text)) < least)
  }

  /// The text with a zero in place of every number.
  private static func withoutNumbers(_ text: [UInt8]) -> [UInt8] {
    text.indices.compactMap { i in
      guard isDigit(text[i]) else { return text[i] }
      return i > 0 && isDigit(text[i - 1]) ? nil : UInt8(ascii: "0")
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether the numbers of a text make up a sequence of one step, or rows of such sequences.
  private func counts(_ text: [UInt8]) -> Bool {
    let numbers = Self.numbers(in: text)
    return (1...longestRow).contains { row in
      guard numbers.count >= leastNumbers, numbers.count > row else { return false }
      let steps = zip(numbers, numbers.dropFirst(row)).map { $1 - $0 }
      let steady = (0..<row).reduce(0) { sum, column in
        var frequency: [Int: Int] = [:]
        for place in stride(from: column, to: steps.count, by: row) {
          frequency[steps[place], default: 0] += 1
        }
        return sum + (frequency.values.max() ?? 0)
      }
      return Double(steady) >= steadiness * Double(steps.count)
    }
  }

  /// The runs of up to 15 digits, as numbers; longer ones are no counters.
  private static func numbers(in text: [UInt8]) -> [Int] {
    text.split { !isDigit($0) }
      .filter { $0.count <= 15 }
      .map { $0.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) } }
  }
}
