/// Finds the members of a JSON object that is known to be well-formed.
///
/// Of anything else it finds something or nothing, but never leaves the bytes.
struct ObjectReader {
  private let bytes: [UInt8]
  /// The place behind what was read.
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Enters the object; the answer is where it begins.
  mutating func open() -> Int? {
    while position < bytes.count, bytes[position] != UInt8(ascii: "{") { position += 1 }
    guard position < bytes.count else { return nil }
    position += 1
    return position - 1
  }

  /// Where the next key and its value stand; `nil` behind the last, when the object has been left.
  mutating func member() -> (key: Range<Int>, value: Range<Int>)? {
    skipBlanks(and: UInt8(ascii: ","))
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      if position < bytes.count { position += 1 }
      return nil
    }
    let key = string()
    skipBlanks(and: UInt8(ascii: ":"))
    let start = position
    skipValue()
    return start < position ? (key, start..<position) : nil
  }

  private mutating func skipBlanks(and separator: UInt8) {
    while position < bytes.count, bytes[position] <= 0x20 || bytes[position] == separator {
      position += 1
    }
  }

  /// Skips a string, from quote to quote.
  private mutating func string() -> Range<Int> {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, bytes.count)
    return start..<position
  }

  private mutating func skipValue() {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        _ = string()
        if depth == 0 { return }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        position += 1
        if depth == 0 { return }
      case UInt8(ascii: ",") where depth == 0: return
      default: position += 1
      }
    }
  }
}
