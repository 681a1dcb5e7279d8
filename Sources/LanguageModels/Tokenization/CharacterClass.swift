/// What GPT-2's pre-tokenisation tells characters apart by.
enum CharacterClass: UInt8 {
  case other, letter, number, space

  /// The class of a scalar: general categories L and N, and the property White_Space.
  ///
  /// Characters newer than Unicode 16 are of class `other`, as tiktoken and tokenizers have them, so
  /// that the version that Swift knows makes no difference.
  init(_ scalar: Unicode.Scalar) {
    guard let age = scalar.properties.age, age <= (16, 0) else {
      self = .other
      return
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      self = .letter
    case .decimalNumber, .letterNumber, .otherNumber: self = .number
    default: self = scalar.properties.isWhitespace ? .space : .other
    }
  }

  /// The classes of the first two planes, where almost all text lies.
  private static let table: [UInt8] = (0..<UInt32(0x20000)).map { code in
    Unicode.Scalar(code).map { CharacterClass($0).rawValue } ?? CharacterClass.other.rawValue
  }
  /// The classes of ASCII.
  private static let ascii: [UInt8] = (0..<UInt8(128)).map {
    CharacterClass(Unicode.Scalar($0)).rawValue
  }

  /// The class and the length in bytes of the character at a place.
  ///
  /// A byte that begins no valid UTF-8 is a character of class `other` by itself.
  static func at(_ i: Int, in text: UnsafeBufferPointer<UInt8>) -> (
    kind: CharacterClass, length: Int
  ) {
    let first = text[i]
    if first < 0x80 { return (CharacterClass(rawValue: ascii[Int(first)])!, 1) }
    guard let (code, length) = scalar(i, in: text) else { return (.other, 1) }
    if code < 0x20000 { return (CharacterClass(rawValue: table[Int(code)])!, length) }
    return (Unicode.Scalar(code).map { CharacterClass($0) } ?? .other, length)
  }

  /// The scalar of two to four bytes at a place, if they are valid UTF-8.
  private static func scalar(
    _ i: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (code: UInt32, length: Int)? {
    let first = text[i]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, i + length <= text.count else { return nil }
    var code = UInt32(first) & (0x7F >> UInt32(length))
    for k in 1..<length {
      guard text[i + k] & 0xC0 == 0x80 else { return nil }
      code = code << 6 | UInt32(text[i + k] & 0x3F)
    }
    let least: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard code >= least, code < 0x110000, !(0xD800..<0xE000).contains(code) else { return nil }
    return (code, length)
  }
}
