import Testing

@testable import Memorization

@Suite struct VerifierTests {
  private let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  private static let prose =
    "The harbour master of the old town has sold three of his boats, he said on Tuesday, and keeps the "
    + "fourth for his daughter, who paints it anew each spring and lends it to nobody else."
  private static let loop = String(repeating: "yes, please. ", count: 30)

  private func verifier(_ documents: [String], planted: [String] = []) throws -> Verifier {
    Verifier(
      try fixture.index(documents.map { Array($0.utf8) }, name: "index"), minimumLength: 100,
      planted: planted.map { Array($0.utf8) })
  }

  @Test func aLongStretchOfATextIsMemorised() throws {
    let verification = try verifier([Self.prose, Self.loop]).verify(
      Array("It said: \(Self.prose.prefix(120)) and no more of it.".utf8))
    #expect(verification.isMemorized)
    let match = try #require(verification.matches.first)
    #expect(match.range == 9..<129 || match.range == 9..<130)
    #expect(match.count == CorpusCount(occurrences: 1, documents: 1))
    #expect(verification.matchedBytes == match.range.count)
  }

  @Test func aTrivialStretchHidesNoneThatIsReWrapped() throws {
    let wrapped = Self.prose.replacing(", ", with: ",\n   ")
    let verifier = try verifier([Self.prose, Self.loop])
    let trivial = verifier.verify(Array(Self.loop.utf8))
    #expect(trivial.isTrivial && trivial.matchedBytes == 0)
    let both = verifier.verify(Array((Self.loop + "\n" + wrapped).utf8))
    #expect(both.isMemorized)
    #expect(both.matches.contains { $0.view == .normalized && !$0.isTrivial })
    #expect(both.matchedBytes >= Self.prose.utf8.count - 1)
  }

  @Test func bytesInTwoMatchesCountOnce() throws {
    // Both documents hold the middle; the sample goes on from the one to the other.
    let (first, second) = (Self.prose.prefix(150), Self.prose.suffix(150))
    let verification = try verifier([String(first), String(second)]).verify(Array(Self.prose.utf8))
    #expect(verification.matches.count == 2)
    #expect(verification.matchedBytes == Self.prose.utf8.count)
  }

  @Test func plantedStringsCountAtAnyLength() throws {
    let verification = try verifier([Self.prose], planted: ["three of his boats"]).verify(
      Array("She bought three of his boats.".utf8))
    #expect(verification.planted == [0])
    #expect(verification.isMemorized && verification.matches.isEmpty)
  }

  @Test func aPassageWithOtherPunctuationIsAFuzzyMatch() throws {
    let verifier = try verifier([Self.prose, Self.loop])
    let other = Self.prose.replacing(",", with: ";")
    #expect(
      verifier.hasFuzzyPassage(Array("Some words before it. \(other)".utf8), words: 20) == true)
    #expect(verifier.hasFuzzyPassage(Array(Self.loop.utf8), words: 20) == false)
    let shuffled = Self.prose.split(separator: " ").reversed().joined(separator: " ")
    #expect(verifier.hasFuzzyPassage(Array(shuffled.utf8), words: 20) == false)
  }
}
