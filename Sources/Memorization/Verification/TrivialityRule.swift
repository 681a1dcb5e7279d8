import Foundation

/// Tells strings that anybody could have written from strings that had to be learned.
///
/// Carlini et al. 2021, §6.1, count "non-trivial" substrings by judgement. Here a string is trivial if
/// zlib needs fewer than ``minimumEntropy`` bytes for it, as for a phrase in a loop or a row of
/// zeros, or if it counts: if its numbers go up or down by the same step.
public struct TrivialityRule: Sendable, Codable, Hashable {
  /// Bytes of the compressed string from which it is not trivial; English of 120 bytes takes about
  /// 100, a loop of six words under 60.
  public var minimumEntropy = 64
  /// The fewest numbers in which counting is seen.
  public var leastNumbers = 6
  /// The share of equal steps from which numbers count.
  public var steadiness = 0.8

  /// The rule of the documentation.
  public init() {}

  /// Whether a string is trivial.
  public func isTrivial(_ text: [UInt8]) -> Bool {
    ZlibEntropy.bytes(of: text) < minimumEntropy || counts(text)
  }

  /// Whether the numbers of a text make up a sequence of one step.
  private func counts(_ text: [UInt8]) -> Bool {
    let numbers = Self.numbers(in: text)
    guard numbers.count >= leastNumbers else { return false }
    var frequency: [Int: Int] = [:]
    for (before, after) in zip(numbers, numbers.dropFirst()) {
      frequency[after - before, default: 0] += 1
    }
    let most = frequency.values.max() ?? 0
    return Double(most) >= steadiness * Double(numbers.count - 1)
  }

  /// The runs of up to 15 digits, as numbers; longer ones are no counters.
  private static func numbers(in text: [UInt8]) -> [Int] {
    text.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .filter { $0.count <= 15 }
      .map { $0.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) } }
  }
}
