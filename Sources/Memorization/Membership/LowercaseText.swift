// Lower-casing of samples, which need not be valid UTF-8.
//
// It follows the Unicode standard's full mapping, as Python's `str.lower` does: a dotted capital I
// becomes an i and a combining dot, whatever the language, and a capital sigma at the end of a
// word becomes the final form (the standard's condition Final_Sigma, section 3.13). Swift's
// `lowercased()` leaves that condition out.

/// The text that a target scores for the lowercase metric.
public enum LowercaseText {
  /// Whether lower-casing changes the text.
  public static func changes(_ text: [UInt8]) -> Bool {
    if text.contains(where: isCapital) { return true }
    return text.contains { $0 >= 0x80 } && of(text) != text
  }

  /// The text in lower case; bytes that are not UTF-8 stay as they are.
  public static func of(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }) else {
      return text.map { isCapital($0) ? $0 | 0x20 : $0 }
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var scalars: [Unicode.Scalar] = []
    for piece in UTF8Pieces(text) {
      switch piece {
      case .scalar(let scalar):
        scalars.append(scalar)
      case .invalid(let byte):
        appendLowercased(scalars, to: &result)
        scalars.removeAll(keepingCapacity: true)
        result.append(byte)
      }
    }
    appendLowercased(scalars, to: &result)
    return result
  }

  private static func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

  private static func appendLowercased(_ scalars: [Unicode.Scalar], to result: inout [UInt8]) {
    for (position, scalar) in scalars.enumerated() {
      if scalar == "\u{3A3}", endsWord(scalars, position) {
        result.append(contentsOf: "\u{3C2}".utf8)
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
  }

  /// Whether a cased letter stands before and none after, when those that don't matter for case,
  /// such as an apostrophe, are passed over.
  private static func endsWord(_ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
    let before = scalars[..<position].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(position + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }
}
