/// A passage of the training text that samples repeat.
///
/// Samples that repeat overlapping stretches of one passage make one finding. Its text is the longest
/// stretch that one of them repeats. A stretch that lies within another finding's text, whatever its
/// white space, is that finding; a stretch with planted strings, found as a whole, is these unless what
/// stands beside them is long enough by itself. Two stretches of a text that stands in many documents
/// count twice where neither holds the other.
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
  ///   - minimumLength: Bytes in one piece beside planted strings that make a passage a finding of its
  ///     own.
  /// - Returns: The findings, those of the most samples first; equal ones in the order of the text.
  public static func merging(
    _ verifications: [Verification], planted: [(text: [UInt8], count: CorpusCount)] = [],
    minimumLength: Int = 120
  ) -> [Finding] {
    let strings = plantedStrings(verifications, planted)
    let passages = CorpusView.allCases.flatMap { Self.passages(verifications, in: $0) }
    // The sort keeps what is equal in its order: planted strings by number, then passages by place.
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

  /// Gives the samples of passages that are little more than planted strings to these, and joins
  /// passages that lie within others.
  private static func merging(
    _ strings: [Finding], _ passages: [Finding], _ minimumLength: Int
  ) -> [Finding] {
    var strings = strings
    let texts = passages.map { CorpusView.normalized.apply(to: $0.text) }
    let plantedTexts = strings.map { CorpusView.normalized.apply(to: $0.text) }
    let (scan, plantedScan) = (PatternScan(texts), PatternScan(plantedTexts))
    var owners = texts.map { text -> [Int] in
      plantedScan.longestRest(of: text) < minimumLength ? plantedScan.patterns(in: text) : []
    }
    for (string, text) in plantedTexts.enumerated() {
      for passage in scan.patterns(in: text) { owners[passage].append(string) }
    }
    for (passage, owners) in owners.enumerated() {
      for string in Set(owners) { strings[string].samples += passages[passage].samples }
    }
    for i in strings.indices { strings[i].samples = Set(strings[i].samples).sorted() }
    let rest = passages.indices.filter { owners[$0].isEmpty }
    return strings + joined(rest.map { passages[$0] }, rest.map { texts[$0] })
  }

  /// Gives the samples of each passage to the longest one that holds its text.
  private static func joined(_ passages: [Finding], _ texts: [[UInt8]]) -> [Finding] {
    let scan = PatternScan(texts)
    var passages = passages
    var isJoined = Array(repeating: false, count: passages.count)
    for holder in passages.indices.sorted(by: { (-texts[$0].count, $0) < (-texts[$1].count, $1) })
    where !isJoined[holder] {
      for part in scan.patterns(in: texts[holder]) where part != holder && !isJoined[part] {
        passages[holder].samples += passages[part].samples
        isJoined[part] = true
      }
      passages[holder].samples = Set(passages[holder].samples).sorted()
    }
    return passages.indices.filter { !isJoined[$0] }.map { passages[$0] }
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
