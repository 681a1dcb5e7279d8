import Testing

@testable import Memorization

@Suite struct KnownTextsTests {
  private func cover(_ texts: [String], _ text: String) -> KnownTexts.Cover {
    KnownTexts(texts.map { Array($0.utf8) }).cover(Array(text.utf8))
  }

  @Test func shortTextsAreKnownAsAWhole() {
    let both = KnownTexts.Cover(longestRest: 9, holders: [0, 1])
    #expect(cover(["gull", "tern"], "a gull and one tern") == both)
    #expect(cover(["gull and", "and one"], "gull and one tern").longestRest == 5)
    #expect(cover(["gull"], "skuas") == KnownTexts.Cover(longestRest: 5, holders: []))
    #expect(cover(["gulls"], "gull") == KnownTexts.Cover(longestRest: 4, holders: []))
    #expect(cover(["skua", "kua"], "skua") == KnownTexts.Cover(longestRest: 0, holders: [0, 1]))
  }

  @Test func ofLongTextsThirtyTwoBytesInARowAreKnown() {
    let text = String((0..<60).map { Character(UnicodeScalar(UInt8(48 + $0))) })
    let known = String(text.dropFirst(20))
    #expect(
      cover(["x", known], "new " + known.prefix(32) + " newer")
        == KnownTexts.Cover(longestRest: 6, holders: [1]))
    #expect(cover([known], String(known.prefix(31))).holders == [])
  }

  @Test func aTextThatIsAddedIsKnown() {
    var known = KnownTexts([])
    let text = (0..<50).map { UInt8($0) }
    #expect(known.cover(text) == KnownTexts.Cover(longestRest: 50, holders: []))
    known.add(text, 7)
    #expect(known.cover(text) == KnownTexts.Cover(longestRest: 0, holders: [7]))
  }
}
