import Testing

@testable import Memorization

@Suite struct FindingTests {
  /// The byte at a place of any document: below 256 the place itself.
  private static func byte(_ place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: place ^ (place >> 8) &* 85)
  }

  private func match(
    _ document: Int, _ range: Range<Int>, view: CorpusView = .plain, isTrivial: Bool = false
  ) -> Verification.Match {
    Verification.Match(
      text: range.map(Self.byte), range: range, view: view,
      count: CorpusCount(occurrences: range.count, documents: 1),
      place: CorpusPosition(document: document, offset: range.lowerBound), isTrivial: isTrivial)
  }

  private func sample(_ matches: [Verification.Match], planted: [Int] = []) -> Verification {
    Verification(matches: matches, planted: planted, controls: [])
  }

  @Test func overlappingStretchesOfOneDocumentAreOnePassage() throws {
    let findings = Finding.merging([
      sample([match(1, 100..<250)]), sample([match(1, 200..<400)]), sample([match(2, 600..<760)]),
      sample([match(1, 400..<520)]),
    ])
    #expect(findings.map(\.samples) == [[0, 1], [2], [3]])
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

  @Test func oneTextInTwoViewsIsOneFinding() {
    let findings = Finding.merging([
      sample([match(1, 33..<200)]), sample([match(1, 40..<180, view: .normalized)]),
      sample([match(1, 40..<240, view: .normalized)]),
    ])
    #expect(findings.map(\.samples) == [[0, 1, 2]])
    #expect(findings.map(\.view) == [.normalized])
    let parts = Finding.merging([
      sample([match(1, 33..<200)]), sample([match(1, 40..<180, view: .normalized)]),
    ])
    #expect(parts.map(\.samples) == [[0, 1]])
    #expect(parts.map(\.view) == [.plain])
  }

  @Test func aPassageThatIsLittleMoreThanAPlantedStringIsThatString() {
    let count = CorpusCount(occurrences: 3, documents: 1)
    let findings = Finding.merging(
      [
        sample([match(1, 40..<200)], planted: [0]), sample([match(2, 60..<110)]),
        sample([match(3, 110..<230)]), sample([match(4, 0..<240)], planted: [0]),
      ], planted: [(Array(UInt8(50)..<120), count)])
    // The last sample's passage holds 170 bytes besides the string; the third lies within it.
    #expect(findings.map(\.planted) == [0, nil])
    #expect(findings.map(\.samples) == [[0, 1, 3], [2, 3]])
    #expect(findings[1].text.count == 240)
  }

  @Test func aStretchOfALongerFindingWithALittleElseIsThatFinding() {
    let texts = [
      Array(0..<200), Array(240..<250) + Array(60..<200), Array(130..<200) + Array(5..<90),
    ]
    let findings = Finding.merging(
      texts.enumerated().map { document, text in
        sample([
          Verification.Match(
            text: text.map { UInt8($0) }, range: 0..<text.count, view: .plain,
            count: CorpusCount(occurrences: 1, documents: 1),
            place: CorpusPosition(document: document, offset: 0), isTrivial: false)
        ])
      })
    #expect(findings.map(\.samples) == [[0, 1, 2]])
  }

  @Test func whatStandsBetweenPlantedStringsIsAFindingOnlyIfItIsLongByItself() {
    let planted = [60..<90, 190..<215].map {
      (text: $0.map { UInt8($0) }, count: CorpusCount(occurrences: 3, documents: 1))
    }
    let findings = Finding.merging(
      [sample([match(1, 0..<240)], planted: [0, 1])], planted: planted)
    #expect(findings.map(\.planted) == [0, 1])
    let strict = Finding.merging(
      [sample([match(1, 0..<240)], planted: [0, 1])], planted: planted, minimumLength: 100)
    #expect(strict.map(\.planted) == [0, 1, nil])
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
