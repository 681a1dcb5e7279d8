/// International bank account numbers: length by country, and the remainder by 97 is 1 (ISO 13616).
///
/// Groups of four may be separated by blanks.
struct IBANRecognizer: SpanRecognizer {
  var triggers: String { "ABCDEFGHIJKLMNOPQRSTUVWXYZ" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.iban, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard text[place + 1].isUpper, text[place + 2].isDigit, text[place + 3].isDigit,
      let length = Self.length(text[place], text[place + 1])
    else { return nil }
    let isGrouped = text[place + 4] == " "
    var (end, read, remainder) = (place, 0, 0)
    while read < length {
      if isGrouped, read > 0, read.isMultiple(of: 4), text[end] == " " { end += 1 }
      let byte = text[end]
      guard byte.isDigit || byte.isUpper else { return nil }
      // The first four characters count as if they stood at the end.
      if read >= 4 { remainder = Self.shift(remainder, byte) }
      (read, end) = (read + 1, end + 1)
    }
    guard !text.isWord(at: end) else { return nil }
    let whole = (place..<(place + 4)).reduce(remainder) { Self.shift($0, text[$1]) }
    return whole == 1 ? place..<end : nil
  }

  /// A remainder by 97 after one more character, where A is 10 and Z is 35.
  private static func shift(_ remainder: Int, _ byte: Byte) -> Int {
    byte.isDigit
      ? (remainder * 10 + byte.digit) % 97 : (remainder * 100 + Int(byte.value) - 55) % 97
  }

  private static func length(_ first: Byte, _ second: Byte) -> Int? {
    lengths[UInt16(first.value) << 8 | UInt16(second.value)]
  }

  private static let lengths: [UInt16: Int] = {
    var lengths: [UInt16: Int] = [:]
    for entry in table.split(whereSeparator: \.isWhitespace) {
      let code = Array(entry.utf8.prefix(2))
      lengths[UInt16(code[0]) << 8 | UInt16(code[1])] = Int(entry.dropFirst(2))
    }
    return lengths
  }()

  private static let table = """
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24
    FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28
    LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24
    RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VG24 XK20
    """
}
