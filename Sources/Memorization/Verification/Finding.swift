/// A passage of the training text that samples repeat.
///
/// Samples that repeat overlapping stretches of one passage make one finding. Its text is the longest
/// stretch that one of them repeats. A stretch counts once, whatever its white space and the documents
/// that it stands in: where it shares 32 bytes in a row with a planted string that was found as a whole,
/// or with a longer finding, it is that finding, unless what stands beside is long enough by itself.
public struct Finding: Sendable {
  /// The longest stretch that a sample repeats.
  public internal(set) var text: [UInt8]
  /// In which reading of the text it agrees.
  public let view: CorpusView
  /// How often that stretch stands in the training text, and in how many documents.
  public internal(set) var count: CorpusCount
  /// Where the passage stands first; `nil` for a planted string.
  public let place: CorpusPosition?
  /// Bytes of the passage.
  public internal(set) var length: Int
  /// The samples that repeat some of it, by number, each once.
  public internal(set) var samples: [Int]
  /// The planted string that this is, if it is one as a whole.
  public let planted: Int?
}

extension Finding {
  /// The passages that verified samples repeat, planted strings as a whole among them; trivial
  /// stretches make none.
  ///
  /// - Parameters:
  ///   - verifications: One for each sample.
  ///   - planted: The planted strings, with their counts in the training text.
  ///   - minimumLength: Bytes in one piece beside other findings that make a passage a finding of its
  ///     own.
  /// - Returns: The findings, those of the most samples first; of equal ones planted strings by number,
  ///   then the longest.
  public static func merging(
    _ verifications: [Verification], planted: [(text: [UInt8], count: CorpusCount)] = [],
    minimumLength: Int = 120
  ) -> [Finding] {
    let strings = plantedStrings(verifications, planted)
    let passages = CorpusView.allCases.flatMap { Self.passages(verifications, in: $0) }
    // The sort keeps what is equal in its order: planted strings by number, then passages by length.
    return merging(strings, passages, minimumLength).enumerated()
      .sorted { ($1.element.samples.count, $0.offset) < ($0.element.samples.count, $1.offset) }
      .map(\.element)
  }

  private static func passages(_ verifications: [Verification], in view: CorpusView) -> [Finding] {
    var stretches: [(sample: Int, match: Verification.Match)] = []
    for (sample, verification) in verifications.enumerated() {
      for match in verification.matches where match.view == view && !match.isTrivial {
        stretches.append((sample, match))
      }
    }
    stretches.sort {
      ($0.match.place.document, $0.match.place.offset, $0.sample)
        < ($1.match.place.document, $1.match.place.offset, $1.sample)
    }
    var findings: [Finding] = []
    for (sample, match) in stretches {
      if findings.last?.overlaps(match) == true {
        findings[findings.count - 1].add(match, of: sample)
      } else {
        findings.append(
          Finding(
            text: match.text, view: view, count: match.count, place: match.place,
            length: match.text.count, samples: [sample], planted: nil))
      }
    }
    for i in findings.indices { findings[i].samples = Set(findings[i].samples).sorted() }
    return findings
  }

  /// Gives the samples of passages that are little more than planted strings to these, and those of
  /// passages that are little more than longer ones to those.
  private static func merging(
    _ strings: [Finding], _ passages: [Finding], _ minimumLength: Int
  ) -> [Finding] {
    var strings = strings
    var known = KnownTexts(strings.map { CorpusView.normalized.apply(to: $0.text) })
    var rest: [(text: [UInt8], passage: Finding)] = []
    for passage in passages {
      let text = CorpusView.normalized.apply(to: passage.text)
      let cover = known.cover(text)
      if cover.longestRest < min(minimumLength, text.count) {
        for holder in cover.holders { strings[holder].samples += passage.samples }
      } else {
        rest.append((text, passage))
      }
    }
    let order = rest.indices.sorted { (-rest[$0].text.count, $0) < (-rest[$1].text.count, $1) }
    var findings = strings
    for (text, passage) in order.map({ rest[$0] }) {
      let cover = known.cover(text)
      if cover.longestRest < min(minimumLength, text.count) {
        for holder in cover.holders { findings[holder].samples += passage.samples }
      } else {
        known.add(text, findings.count)
        findings.append(passage)
      }
    }
    for i in findings.indices { findings[i].samples = Set(findings[i].samples).sorted() }
    return findings
  }

  private func overlaps(_ match: Verification.Match) -> Bool {
    guard let place, place.document == match.place.document else { return false }
    return match.place.offset < place.offset + length
  }

  private mutating func add(_ match: Verification.Match, of sample: Int) {
    if match.text.count > text.count { (text, count) = (match.text, match.count) }
    samples.append(sample)
    length = max(length, match.place.offset + match.text.count - (place?.offset ?? 0))
  }

  private static func plantedStrings(
    _ verifications: [Verification], _ planted: [(text: [UInt8], count: CorpusCount)]
  ) -> [Finding] {
    var samples: [Int: [Int]] = [:]
    for (sample, verification) in verifications.enumerated() {
      for number in verification.planted { samples[number, default: []].append(sample) }
    }
    return samples.map { number, samples in
      Finding(
        text: planted[number].text, view: .plain, count: planted[number].count,
        place: nil, length: planted[number].text.count, samples: samples, planted: number)
    }.sorted { $0.planted! < $1.planted! }
  }
}
