/// The times with which lines of logs begin.
enum LogTime {
  private static let shapes: [DigitPattern] = [
    "dddd-dd-ddTdd:dd:dd", "dddd-dd-dd dd:dd:dd", "dddd/dd/dd dd:dd:dd", "dd/dd/dddd dd:dd:dd",
    "dd-dd-dddd dd:dd:dd", "dd:dd:dd", "dddddddddd.ddd", "dd.dd.dddd dd:dd:dd",
    "dddd-dd-dd, dd:dd:dd", "dd/dd/dd dd:dd:dd",
  ]

  /// The end of a time at a place, where `[`, `<34>` or a level of one letter may stand before it.
  static func end(in text: ByteText, at start: Int) -> Int? {
    var place = start
    if text[place] == "<" {
      place = text.end(from: place + 1, limit: 4) { $0.isDigit || $0 == ">" }
    }
    if text[place] == "[" || text[place] == "(" { place += 1 }
    // Some loggers put one letter for the level before the time.
    if text[place].isUpper, text[place + 1] == " ", text[place + 2].isDigit { place += 2 }
    for shape in shapes {
      if let end = shape.end(in: text, at: place), !text[end].isDigit { return end }
    }
    return syslogEnd(in: text, at: place) ?? kernelEnd(in: text, at: place)
  }

  /// `Jan 12 03:04:05`, with or without a weekday before it.
  private static func syslogEnd(in text: ByteText, at start: Int) -> Int? {
    var place = start
    for _ in 0..<2 {
      guard text[place].isUpper, text[place + 1].isLower, text[place + 2].isLower,
        text[place + 3] == " "
      else { return nil }
      place = text.end(from: place + 3, limit: 3) { $0 == " " }
      if text[place].isDigit { break }
    }
    let day = text.end(from: place, limit: 3) { $0.isDigit }
    guard day > place, day - place <= 2, text[day] == " " else { return nil }
    return ("dd:dd:dd" as DigitPattern).end(in: text, at: day + 1)
  }

  /// `12345.678901] `, seconds since a kernel started.
  private static func kernelEnd(in text: ByteText, at start: Int) -> Int? {
    let place = text.end(from: start, limit: 6) { $0 == " " }
    let point = text.end(from: place, limit: 9) { $0.isDigit }
    guard point > place, text[point] == "." else { return nil }
    let end = text.end(from: point + 1, limit: 7) { $0.isDigit }
    return end - point == 7 && text[end] == "]" ? end + 1 : nil
  }
}
