import Foundation
public import LanguageModels

/// Guesses of how known beginnings go on, the surest first, as the language model extraction benchmark
/// takes them: several for one example are allowed.
public struct SuffixGuesses: Sendable, Hashable {
  /// One guess.
  public struct Guess: Sendable, Hashable {
    /// The example's number.
    public let example: Int
    /// The guessed tokens.
    public let suffix: [Token]

    /// A guess.
    public init(example: Int, suffix: [Token]) {
      self.example = example
      self.suffix = suffix
    }
  }

  /// The surest first.
  public let guesses: [Guess]

  /// Guesses in order.
  public init(_ guesses: [Guess]) { self.guesses = guesses }

  /// Examples that were guessed by the time of so many wrong guesses, as a share of all.
  ///
  /// The benchmark's measure is that of 100 errors: a right guess counts only while fewer were made. A
  /// second right guess of one example counts neither way.
  public func recall(errors limit: Int = 100, of answers: [[Token]]) -> Double {
    var (right, wrong) = (Set<Int>(), 0)
    for guess in guesses where wrong < limit {
      guard answers.indices.contains(guess.example), answers[guess.example] == guess.suffix else {
        wrong += 1
        continue
      }
      right.insert(guess.example)
    }
    return answers.isEmpty ? 0 : Double(right.count) / Double(answers.count)
  }

  private static let header = "Example ID,Suffix Guess"

  /// Reads the benchmark's CSV: a number, and a list such as "[1, 2, 3]".
  ///
  /// - Throws: `MemorizationError` that names the line if it holds something else.
  public init(path: String) throws(MemorizationError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(.file, "\(path): there is no such file, or it can't be read")
    }
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first.map(String.init) == Self.header else {
      throw MemorizationError(.format, "\(path): the first line must be '\(Self.header)'")
    }
    var guesses: [Guess] = []
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let match = line.wholeMatch(of: /(\d+),"?\[([0-9, ]*)\]"?/), let example = Int(match.1)
      else {
        throw MemorizationError(
          .format,
          "\(path), line \(number + 1): a number and a list of tokens belong here, not '\(line.prefix(60))'"
        )
      }
      let tokens = match.2.split(whereSeparator: { $0 == "," || $0 == " " }).map { Token($0) }
      guard tokens.allSatisfy({ $0 != nil }) else {
        throw MemorizationError(.format, "\(path), line \(number + 1): a token is too large")
      }
      guesses.append(Guess(example: example, suffix: tokens.compactMap(\.self)))
    }
    self.guesses = guesses
  }

  /// Writes the benchmark's CSV.
  ///
  /// - Throws: `MemorizationError` if the file can't be written.
  public func write(to path: String) throws(MemorizationError) {
    var text = Self.header + "\n"
    for guess in guesses {
      text += "\(guess.example),\"[\(guess.suffix.map(String.init).joined(separator: ", "))]\"\n"
    }
    do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
      throw MemorizationError(.file, "\(path) can't be written", underlying: error)
    }
  }
}
