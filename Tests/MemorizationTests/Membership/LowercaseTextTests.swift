import Testing

@testable import Memorization

@Suite struct LowercaseTextTests {
  @Test func lowerCasingIsThatOfPython() throws {
    for example in try MembershipFixture.load().lowercase {
      let text = Array(example.text.utf8)
      #expect(
        LowercaseText.of(text) == Array(example.lower.utf8), "\(example.text) → \(example.lower)")
      #expect(LowercaseText.changes(text) == (example.text != example.lower))
    }
  }

  @Test func bytesThatAreNotUTF8StayAsTheyAre() {
    let text: [UInt8] = [0xFF, 0x41, 0xC3, 0xC3, 0x89, 0x80, 0x5A, 0xE2, 0x82]
    #expect(LowercaseText.of(text) == [0xFF, 0x61, 0xC3, 0xC3, 0xA9, 0x80, 0x7A, 0xE2, 0x82])
  }
}
