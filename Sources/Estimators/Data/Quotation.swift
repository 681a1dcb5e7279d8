// How values and names are quoted in the sentences of errors and notes.

extension String {
  /// The text between single quotes, on one line and cut after 40 characters.
  package var quoted: String {
    var text = ""
    for character in prefix(40) {
      switch character {
      case "\n", "\r\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: text.append(character)
      }
    }
    return "'\(text)\(dropFirst(40).isEmpty ? "" : "...")'"
  }

  /// The text without spaces and tabs at its ends.
  package var trimmingBlanks: Substring {
    let bytes = utf8
    guard let first = bytes.firstIndex(where: { !$0.isBlank }),
      let last = bytes.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return self[first...last]
  }
}

extension UInt8 {
  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension Sequence<String> {
  /// The quoted names in a row, of which no more than `limit` are spelled out.
  package func listed(limit: Int = 12) -> String {
    let names = Array(self)
    let shown = names.prefix(limit).map(\.quoted).joined(separator: ", ")
    return names.count > limit ? "\(shown), ... (\(names.count) in all)" : shown
  }
}

extension Double {
  /// The finite decimal number in a cell, or `nil`.
  ///
  /// Spaces and tabs around the number are allowed. "nan", "inf", hexadecimal numbers and numbers
  /// too large for a `Double` are none: in a table these are words.
  package init?(cell: String) {
    let text = cell.trimmingBlanks
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        continue
      default: return nil
      }
    }
    guard let number = Double(text), number.isFinite else { return nil }
    self = number
  }
}
