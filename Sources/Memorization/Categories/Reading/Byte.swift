/// One byte of UTF-8, written as the ASCII character it stands for.
struct Byte: Hashable, Sendable, ExpressibleByUnicodeScalarLiteral {
  let value: UInt8

  @inline(__always) init(_ value: UInt8) { self.value = value }

  @inline(__always) init(unicodeScalarLiteral scalar: Unicode.Scalar) {
    value = UInt8(ascii: scalar)
  }

  @inline(__always) var isDigit: Bool { value &- 0x30 < 10 }
  @inline(__always) var isUpper: Bool { value &- 0x41 < 26 }
  @inline(__always) var isLower: Bool { value &- 0x61 < 26 }
  @inline(__always) var isLetter: Bool { (value | 0x20) &- 0x61 < 26 }
  @inline(__always) var isAlphanumeric: Bool { isLetter || isDigit }
  @inline(__always) var isHexDigit: Bool { isDigit || (value | 0x20) &- 0x61 < 6 }
  /// Part of a character beyond ASCII.
  @inline(__always) var isHigh: Bool { value >= 0x80 }
  /// Of an identifier: letters of any script, digits and the underscore.
  @inline(__always) var isWord: Bool { isAlphanumeric || isHigh || value == 0x5F }
  @inline(__always) var isBlank: Bool { value == 0x20 || value == 0x09 }
  @inline(__always) var isLineEnd: Bool { value == 0x0A || value == 0x0D || value == 0 }
  @inline(__always) var isSpace: Bool { isBlank || value &- 0x09 < 5 || value == 0 }
  @inline(__always) var lowercased: Byte { isUpper ? Byte(value | 0x20) : self }
  /// The digit's number; meaningless for other bytes.
  @inline(__always) var digit: Int { Int(value) - 0x30 }
}
