import Testing

@testable import Memorization

@Suite struct FindingTests {
  private func match(
    _ document: Int, _ range: Range<Int>, view: CorpusView = .plain, isTrivial: Bool = false
  ) -> Verification.Match {
    Verification.Match(
      text: range.map { UInt8(truncatingIfNeeded: $0) }, view: view,
      count: CorpusCount(occurrences: range.count, documents: 1),
      place: CorpusPosition(document: document, offset: range.lowerBound), isTrivial: isTrivial)
  }

  private func sample(_ matches: [Verification.Match], planted: [Int] = []) -> Verification {
    Verification(matches: matches, planted: planted, controls: [])
  }

  @Test func overlappingStretchesOfOneDocumentAreOnePassage() throws {
    let findings = Finding.merging([
      sample([match(1, 100..<250)]), sample([match(1, 200..<400)]), sample([match(2, 200..<400)]),
      sample([match(1, 400..<520)]),
    ])
    #expect(findings.map(\.samples) == [[0, 1], [3], [2]])
    let first = try #require(findings.first)
    #expect(first.text.count == 200 && first.length == 300)
    #expect(first.count.occurrences == 200)
    #expect(first.place == CorpusPosition(document: 1, offset: 100))
  }

  @Test func trivialStretchesMakeNoFinding() {
    let verification = sample([match(1, 0..<200, isTrivial: true)])
    #expect(verification.isTrivial && !verification.isMemorized)
    #expect(Finding.merging([verification]).isEmpty)
  }

  @Test func viewsAreKeptApart() {
    let findings = Finding.merging([
      sample([match(1, 0..<200)]), sample([match(1, 0..<200, view: .normalized)]),
    ])
    #expect(findings.map(\.view) == [.plain, .normalized])
  }

  @Test func plantedStringsAreFindingsOfTheirOwn() throws {
    let count = CorpusCount(occurrences: 64, documents: 1)
    let findings = Finding.merging(
      [sample([], planted: [1]), sample([match(0, 0..<150)], planted: [0, 1])],
      planted: [(Array("first".utf8), .none), (Array("second".utf8), count)])
    #expect(findings.map(\.planted) == [1, 0, nil])
    #expect(findings[0].samples == [0, 1] && findings[0].count == count)
    #expect(findings[0].text == Array("second".utf8))
  }

  @Test func aSampleThatRepeatsAPassageTwiceCountsOnce() {
    let findings = Finding.merging([sample([match(1, 0..<150), match(1, 100..<260)])])
    #expect(findings.map(\.samples) == [[0]])
  }
}
