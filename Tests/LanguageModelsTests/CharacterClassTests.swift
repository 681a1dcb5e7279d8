import Foundation
import Testing

@testable import LanguageModels

@Suite struct CharacterClassTests {
  @Test func everyCharacterHasTheClassThatTokenizersGivesIt() throws {
    let file = URL(filePath: "\(BytePairTokenizerTests.folder)/classes.json")
    let runs = try JSONDecoder().decode([[UInt32]].self, from: Data(contentsOf: file))
    #expect(runs.count > 1000)
    let ends = runs.dropFirst().map { $0[0] } + [0x110000]
    for (run, end) in zip(runs, ends) {
      for scalar in (run[0]..<end).lazy.compactMap(Unicode.Scalar.init) {
        let bytes = Array(String(scalar).utf8)
        let found = bytes.withUnsafeBufferPointer { CharacterClass.at(0, in: $0) }
        #expect(found.kind.rawValue == UInt8(run[1]), "U+\(String(scalar.value, radix: 16))")
        #expect(found.length == bytes.count)
      }
    }
  }

  @Test func aByteThatBeginsNoCharacterIsOneByItself() {
    for bytes: [UInt8] in [
      [0x80], [0xC1, 0x81], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5], [0xFF],
    ] {
      let found = bytes.withUnsafeBufferPointer { CharacterClass.at(0, in: $0) }
      #expect(found.kind == .other)
      #expect(found.length == 1)
    }
  }
}
