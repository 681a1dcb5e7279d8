import Testing

@testable import Memorization

@Suite struct CorpusViewTests {
  private func normalized(_ text: String) -> String {
    String(decoding: CorpusView.normalized.apply(to: Array(text.utf8)), as: UTF8.self)
  }

  @Test func everyRunOfWhiteSpaceIsOneSpace() {
    #expect(normalized("a \t\r\n\u{B}\u{C} b") == "a b")
    #expect(normalized("\n a  ") == " a ")
    #expect(normalized("") == "")
    #expect(normalized("\u{3000}\u{A0}\n") == " ")
  }

  @Test func whiteSpaceIsWhatUnicodeSays() {
    for value in UInt32(0)...0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "x\(Character(scalar))y"
      #expect(
        normalized(text) == (scalar.properties.isWhitespace ? "x y" : text), "U+\(value)")
    }
  }

  @Test func charactersThatAreCutStay() {
    for bytes: [UInt8] in [[0xC2], [0xE2, 0x80], [0xE3], [65, 0xE1, 0x9A]] {
      #expect(CorpusView.normalized.apply(to: bytes) == bytes)
    }
  }
}
