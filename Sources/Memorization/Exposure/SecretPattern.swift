import Foundation
import LinearAlgebra

/// A text with free positions: the space that a secret was drawn from.
///
/// Carlini et al. 2019, "The Secret Sharer", §4.1: "The random number is {9}" with the digits as
/// alphabet has 10^9 members.
public struct SecretPattern: Sendable, Hashable {
  /// What stands before each run of free positions, and after the last.
  private let fixed: [String]
  /// How many free positions each run has.
  private let runs: [Int]
  /// What a free position may hold.
  public let alphabet: [Character]

  /// Reads a pattern, in which `{9}` stands for nine free positions and `{}` for one; other braces stand for
  /// themselves.
  ///
  /// - Throws: `MemorizationError` of code `option` if no position is free, or more than 1,000 in a row are,
  ///   or the alphabet has fewer than two characters or one twice.
  public init(
    _ pattern: String, alphabet: String = "0123456789"
  ) throws(MemorizationError) {
    var fixed = [""]
    var runs: [Int] = []
    var rest = pattern[...]
    while let match = rest.firstMatch(of: /\{(\d*)\}/) {
      let digits = match.1
      guard let count = digits.isEmpty ? 1 : Int(digits), (1...1000).contains(count) else {
        throw MemorizationError(
          .option,
          "'{\(digits)}' in the pattern is no number of free positions from 1 to 1000")
      }
      fixed[fixed.count - 1] += rest[..<match.range.lowerBound]
      fixed.append("")
      runs.append(count)
      rest = rest[match.range.upperBound...]
    }
    fixed[fixed.count - 1] += rest
    guard !runs.isEmpty else {
      throw MemorizationError(
        .option,
        "the pattern has no free position: write {9} where nine characters are secret")
    }
    let characters = Array(alphabet)
    guard characters.count > 1, Set(characters).count == characters.count else {
      throw MemorizationError(
        .option, "the alphabet '\(alphabet)' must have two characters or more, none of them twice")
    }
    self.fixed = fixed
    self.runs = runs
    self.alphabet = characters
  }

  /// Free positions.
  public var positions: Int { runs.reduce(0, +) }

  /// The logarithm to base 2 of the number of members, in bits: what is not known of a secret.
  public var bits: Double { Double(positions) * log2(Double(alphabet.count)) }

  /// The number of members; `nil` if it is beyond 2^62.
  public var count: Int? {
    bits < 62 ? (0..<positions).reduce(1) { n, _ in n * alphabet.count } : nil
  }

  /// What stands before the first free position.
  public var prompt: String { fixed[0] }

  /// The member of some characters, one for each free position.
  public func text(_ characters: some Sequence<Character>) -> String {
    var text = fixed[0]
    var rest = Array(characters)[...]
    precondition(rest.count == positions, "\(rest.count) characters for \(positions) positions")
    for (run, part) in zip(runs, fixed.dropFirst()) {
      text += String(rest.prefix(run)) + part
      rest = rest.dropFirst(run)
    }
    return text
  }

  /// The member of a number from 0 to `count` - 1, its last position the fastest.
  public func member(_ number: Int) -> String {
    precondition(number >= 0 && number < count ?? .max, "no member \(number)")
    var (rest, characters) = (number, [Character]())
    for _ in 0..<positions {
      characters.append(alphabet[rest % alphabet.count])
      rest /= alphabet.count
    }
    return text(characters.reversed())
  }

  /// Whether a text is a member.
  public func contains(_ text: String) -> Bool {
    var rest = text[...]
    guard rest.hasPrefix(fixed[0]) else { return false }
    rest = rest.dropFirst(fixed[0].count)
    for (run, part) in zip(runs, fixed.dropFirst()) {
      guard rest.count >= run, rest.prefix(run).allSatisfy(alphabet.contains) else { return false }
      rest = rest.dropFirst(run)
      guard rest.hasPrefix(part) else { return false }
      rest = rest.dropFirst(part.count)
    }
    return rest.isEmpty
  }

  /// Members drawn evenly, with replacement, none of them among `excluded`.
  ///
  /// - Throws: `MemorizationError` if everything, or nearly, is excluded.
  public func draw(
    _ number: Int, excluding excluded: Set<String> = [],
    using generator: inout some RandomNumberGenerator
  ) throws(MemorizationError) -> [String] {
    var drawn: [String] = []
    var misses = 0
    while drawn.count < number {
      let text = text(
        (0..<positions).map { _ in alphabet[generator.integer(below: alphabet.count)] })
      if excluded.contains(text) {
        misses += 1
        guard misses < 1000 + 10 * number else {
          throw MemorizationError(
            .option, "the pattern has too few members beside the secrets to compare them with")
        }
      } else {
        drawn.append(text)
      }
    }
    return drawn
  }
}
