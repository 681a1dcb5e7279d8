import Testing

@testable import Memorization

@Suite struct WordsTests {
  private func words(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return Words(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test func whiteSpaceAndPunctuationSeparateWords() {
    #expect(
      words("Don't stop: a_b-c, 3.14\t(x)\n") == [
        "Don", "t", "stop", "a", "b", "c", "3", "14", "x",
      ])
    #expect(words("") == [] && words(" .,;\u{0}\u{7F}") == [])
    #expect(words("a+b=$5 `x`~y^z|w<v>") == ["a", "b", "5", "x", "y", "z", "w", "v"])
  }

  @Test func otherScriptsAreSplitByTheirOwnSpacesAndMarks() {
    #expect(words("naïve\u{A0}Ärger…«été»\u{2014}ça") == ["naïve", "Ärger", "été", "ça"])
    #expect(words("漢字、かな。x") == ["漢字", "かな", "x"])
    #expect(words("5€ 😀 e\u{301}a") == ["5", "e\u{301}a"])
  }

  @Test func bytesThatAreNotUTF8ArePartsOfWords() {
    #expect(Array(Words([0xFF, 0x61, 0x20, 0xC3, 0x28, 0x80])) == [0..<2, 3..<4, 5..<6])
  }
}
