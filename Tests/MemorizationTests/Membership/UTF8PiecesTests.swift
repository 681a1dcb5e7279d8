import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct UTF8PiecesTests {
  @Test func validTextIsReadAsItsScalars() {
    let text = "aé漢\u{10FFFF}\u{800}\u{7FF}\u{D7FF}\u{E000}\0"
    #expect(Array(UTF8Pieces(Array(text.utf8))) == text.unicodeScalars.map { .scalar($0) })
  }

  // A lone continuation, an overlong slash, a surrogate, one beyond the last scalar, one cut short.
  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xFF], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func bytesThatAreNoScalarAreReadOneByOne(bytes: [UInt8]) {
    #expect(Array(UTF8Pieces(bytes)) == bytes.map { .invalid($0) })
  }

  @Test func randomBytesAreAllReadOnceAndValidityIsThatOfSwift() {
    var generator = PhiloxGenerator(seed: 1)
    for _ in 0..<2000 {
      // Mostly bytes that begin or continue scalars.
      let bytes = (0..<6).map { _ in UInt8(0x60 + generator.integer(below: 0xA0)) }
      var read: [UInt8] = []
      var isValid = true
      for piece in UTF8Pieces(bytes) {
        switch piece {
        case .scalar(let scalar): read.append(contentsOf: Character(scalar).utf8)
        case .invalid(let byte):
          read.append(byte)
          isValid = false
        }
      }
      #expect(read == bytes)
      #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }
}
