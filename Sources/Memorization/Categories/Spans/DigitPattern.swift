/// A fixed shape of digits and signs: `d` is any digit, `N` one from 2 to 9, `s` a blank, dot or
/// hyphen; everything else is itself.
struct DigitPattern: Sendable, ExpressibleByStringLiteral {
  private let shape: StaticString

  init(stringLiteral shape: StaticString) { self.shape = shape }

  /// The end of a string of this shape that begins at a place.
  func end(in text: ByteText, at place: Int) -> Int? {
    for index in 0..<shape.utf8CodeUnitCount {
      let byte = text[place + index]
      let holds =
        switch Byte(shape.utf8Start[index]) {
        case "d": byte.isDigit
        case "N": byte.isDigit && byte.digit >= 2
        case "s": byte == " " || byte == "." || byte == "-"
        case let literal: byte == literal
        }
      guard holds else { return nil }
    }
    return place + shape.utf8CodeUnitCount
  }
}
