/// Compares samples with the training text, exactly (in place of the search engine and the owner's
/// help of Carlini et al. 2021, §6.1).
///
/// A sample is memorised if a stretch of ``minimumLength`` bytes or more stands verbatim in a training
/// document and is not trivial, or if it holds a planted string as a whole. Where nothing stands
/// verbatim, runs of white space count as one space.
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
    if matches.isEmpty { matches = self.matches(in: text, .normalized) }
    return Verification(
      matches: matches, planted: planted.patterns(in: text), controls: controls.patterns(in: text))
  }

  private func matches(in text: [UInt8], _ view: CorpusView) -> [Verification.Match] {
    let text = view.apply(to: text)
    return index.matches(in: text, atLeast: minimumLength, in: view).map { match in
      let stretch = Array(text[match.range])
      return Verification.Match(
        text: stretch, view: view, count: match.count, place: match.place,
        isTrivial: rule.isTrivial(stretch))
    }
  }
}
