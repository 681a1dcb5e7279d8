import Foundation

extension JSON {
  /// The value as compact UTF-8: no blanks, members in their order, numbers as their text.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// The value as compact text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A number as a service writes it; `null` if it is infinite or NaN, which JSON doesn't have.
  ///
  /// In 64 or 32 bits as many digits as read back as the same number; with decimals, zeros at the
  /// end are left out, as JSON writers do: 0.25 of five decimals is `0.25`.
  public static func number(_ value: Double, as precision: ServicePrecision) -> JSON {
    guard value.isFinite else { return .null }
    switch precision {
    case .float64: return .number(value.description)
    case .float32:
      let narrow = Float(value)
      return narrow.isFinite ? .number(narrow.description) : .null
    case .decimals(let count):
      // From 2^53 on every `Double` is whole: so many decimals round nothing.
      guard abs(value) < 0x1p53 else { return .number(value.description) }
      var text = String(
        format: "%.\(min(max(count, 1), 300))f", count > 0 ? value : value.rounded())
      while text.hasSuffix("0"), !text.hasSuffix(".0") { text.removeLast() }
      return .number(text)
    }
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case ..<0x20:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
