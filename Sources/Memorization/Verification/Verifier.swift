import LinearAlgebra

/// Compares samples with the training text, exactly (in place of the search engine and the owner's
/// help of Carlini et al. 2021, §6.1).
///
/// A sample is memorised if a stretch of ``minimumLength`` bytes or more stands verbatim in a training
/// document and is not trivial, or if it holds a planted string as a whole. Where nothing of
/// interest stands verbatim, runs of white space count as one space.
public struct Verifier: Sendable {
  /// The training text.
  public let index: CorpusIndex
  /// Bytes that have to agree: 120 are about 50 tokens of a vocabulary of 1,024 entries.
  public let minimumLength: Int
  /// What doesn't count.
  public let rule: TrivialityRule
  private let planted: PatternScan
  private let controls: PatternScan

  /// A verifier.
  ///
  /// - Parameters:
  ///   - index: The training text.
  ///   - minimumLength: Bytes that have to agree.
  ///   - rule: What doesn't count.
  ///   - planted: Strings that count as a whole, whatever their length.
  ///   - controls: Strings that were never inserted, to look for all the same.
  public init(
    _ index: CorpusIndex, minimumLength: Int = 120, rule: TrivialityRule = TrivialityRule(),
    planted: [[UInt8]] = [], controls: [[UInt8]] = []
  ) {
    precondition(minimumLength > 0, "a match has at least one byte")
    self.index = index
    self.minimumLength = minimumLength
    self.rule = rule
    self.planted = PatternScan(planted)
    self.controls = PatternScan(controls)
  }

  /// What of a sample stands in the training text.
  public func verify(_ text: [UInt8]) -> Verification {
    var matches = matches(in: text, .plain)
    if matches.allSatisfy(\.isTrivial) { matches += self.matches(in: text, .normalized) }
    return Verification(
      matches: matches, planted: planted.patterns(in: text), controls: controls.patterns(in: text))
  }

  /// What of each sample stands in the training text, on all cores.
  public func verify(_ texts: [[UInt8]]) -> [Verification] {
    parallelMap(texts.count, grain: 64) { verify(texts[$0]) }
  }

  /// Whether some passage of a text is a fuzzy match and not trivial: all word trigrams of so many words
  /// stand in one window of one document; `nil` if the index has no trigrams.
  ///
  /// Passages begin at every tenth word. A text that is shorter than a passage is one itself.
  /// - Parameters:
  ///   - text: The text asked about.
  ///   - words: Words of a passage.
  public func hasFuzzyPassage(_ text: [UInt8], words: Int = 50) -> Bool? {
    guard index.hasTrigrams else { return nil }
    let pieces = text.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return stride(from: 0, through: max(0, pieces.count - words), by: 10).contains { first in
      let passage = Array(
        pieces[first..<min(pieces.count, first + words)].joined(separator: [0x20]))
      return !rule.isTrivial(passage) && index.fuzzyCoverage(of: passage) == 1
    }
  }

  private func matches(in text: [UInt8], _ view: CorpusView) -> [Verification.Match] {
    let text = view.apply(to: text)
    return index.matches(in: text, atLeast: minimumLength, in: view).map { match in
      let stretch = Array(text[match.range])
      return Verification.Match(
        text: stretch, range: match.range, view: view, count: match.count, place: match.place,
        isTrivial: rule.isTrivial(stretch))
    }
  }
}
