import Estimators

extension JSON {
  /// Arrays and objects inside of one another that are read at most.
  public static let deepest = 64

  /// Where and why a text is no JSON.
  public struct SyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The byte at fault, counted from 0.
    public let offset: Int
    /// What is wrong there.
    public let reason: String

    /// Both as a part of a sentence.
    public var description: String { "byte \(offset): \(reason)" }
  }

  /// Reads a JSON text strictly by RFC 8259: UTF-8, one value, no byte order mark.
  ///
  /// Of two members of one name the whole text is refused, since readers disagree on which counts.
  /// - Parameters:
  ///   - bytes: The text.
  ///   - allowingNonFinite: Whether `NaN`, `Infinity` and `-Infinity` are numbers, as some servers in
  ///     Python and TensorFlow Serving write them.
  /// - Complexity: O(bytes). No more than 64 levels, so that no text exhausts the stack.
  /// - Throws: `SyntaxError` with the offset of the first byte at fault.
  public init(parsing bytes: [UInt8], allowingNonFinite: Bool = false) throws(SyntaxError) {
    var parser = JSONParser(bytes, allowingNonFinite: allowingNonFinite)
    self = try parser.document()
  }
}

/// Reads one JSON text from its first byte to its last.
private struct JSONParser {
  private let bytes: [UInt8]
  private let allowsNonFinite: Bool
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8], allowingNonFinite: Bool) {
    self.bytes = bytes
    allowsNonFinite = allowingNonFinite
  }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else {
      throw failure("expected nothing after the value, found \(found)")
    }
    return value
  }

  private mutating func value() throws(JSON.SyntaxError) -> JSON {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "N") where allowsNonFinite: return try word("NaN", .number("NaN"))
    case UInt8(ascii: "I") where allowsNonFinite: return try word("Infinity", .number("Infinity"))
    default: return .number(try number())
    }
  }

  private mutating func object() throws(JSON.SyntaxError) -> JSON {
    try enter()
    var object = JSON.Object()
    var names: Set<String> = []
    skipBlanks()
    if skip("}") { return leave(.object(object)) }
    repeat {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else {
        throw failure("expected the name of a member in quotes, found \(found)")
      }
      let start = position
      let name = try string()
      guard names.insert(name).inserted else {
        throw failure("the name \(name.quoted) occurs twice in one object", at: start)
      }
      skipBlanks()
      guard skip(":") else { throw failure("expected ':' after a name, found \(found)") }
      object.append(name, try value())
      skipBlanks()
    } while skip(",")
    guard skip("}") else { throw failure("expected ',' or '}' in an object, found \(found)") }
    return leave(.object(object))
  }

  private mutating func array() throws(JSON.SyntaxError) -> JSON {
    try enter()
    var elements: [JSON] = []
    skipBlanks()
    if skip("]") { return leave(.array(elements)) }
    repeat {
      elements.append(try value())
      skipBlanks()
    } while skip(",")
    guard skip("]") else { throw failure("expected ',' or ']' in an array, found \(found)") }
    return leave(.array(elements))
  }

  private mutating func enter() throws(JSON.SyntaxError) {
    guard depth < JSON.deepest else {
      throw failure("more than \(JSON.deepest) arrays and objects inside of one another")
    }
    depth += 1
    position += 1
  }

  private mutating func leave(_ value: JSON) -> JSON {
    depth -= 1
    return value
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
    guard skipAll(word) else { throw failure("expected a value, found \(found)") }
    return value
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func number() throws(JSON.SyntaxError) -> String {
    let start = position
    let isNegative = skip("-")
    if isNegative, allowsNonFinite, skipAll("Infinity") { return "-Infinity" }
    guard let first = peek, first.isDigit else {
      throw failure(
        isNegative ? "expected a digit, found \(found)" : "expected a value, found \(found)")
    }
    position += 1
    if first == UInt8(ascii: "0") {
      if peek?.isDigit == true { throw failure("a number begins with 0", at: start) }
    } else {
      skipDigits()
    }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSON.SyntaxError) {
    guard peek?.isDigit == true else { throw failure("expected a digit, found \(found)") }
    skipDigits()
  }

  private mutating func skipDigits() {
    while peek?.isDigit == true { position += 1 }
  }

  private mutating func string() throws(JSON.SyntaxError) -> String {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") {
      guard byte >= 0x20 else { throw failure("a control character in a string isn't escaped") }
      position += 1
    }
    // Most strings have no escapes: they are checked and copied as a whole.
    if skip("\"") { return try text(bytes[start..<position - 1], from: start) }
    var content = Array(bytes[start..<position])
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(content[...], from: start)
      case UInt8(ascii: "\\"): try escape(into: &content)
      case ..<0x20:
        throw failure("a control character in a string isn't escaped", at: position - 1)
      default: content.append(byte)
      }
    }
    throw failure("a string begins here and never ends", at: start - 1)
  }

  private func text(_ bytes: ArraySlice<UInt8>, from start: Int) throws(JSON.SyntaxError) -> String
  {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("a string that isn't UTF-8", at: start)
    }
    return text
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSON.SyntaxError) {
    let start = position - 1
    guard let byte = peek else { throw failure("the text ends in an escape", at: start) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content.append(contentsOf: String(try scalar(from: start)).utf8)
    default: throw failure("an escape that JSON doesn't have", at: start)
    }
  }

  /// The character of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func scalar(from start: Int) throws(JSON.SyntaxError) -> Unicode.Scalar {
    var code = try unit(from: start)
    if (0xD800..<0xDC00).contains(code), skipAll("\\u") {
      let low = try unit(from: start)
      guard (0xDC00..<0xE000).contains(low) else {
        throw failure("half of a surrogate pair", at: start)
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw failure("half of a surrogate pair", at: start)
    }
    return scalar
  }

  private mutating func unit(from start: Int) throws(JSON.SyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw failure("expected four hexadecimal digits after \\u", at: start)
      }
      code = code << 4 + UInt32(digit)
      position += 1
    }
    return code
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipAll(_ word: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private var found: String {
    guard let byte = peek else { return "the end of the text" }
    return (0x21..<0x7F).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte \(byte)"
  }

  private func failure(_ reason: String, at offset: Int? = nil) -> JSON.SyntaxError {
    JSON.SyntaxError(offset: offset ?? position, reason: reason)
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { self &- 0x30 < 10 }
}
