/// Addresses of the web: `http`, `https`, `ftp` with a host, or a host that begins with `www.`.
///
/// The host needs a dot between labels, or is `localhost`. Punctuation that ends a sentence, quotes
/// and an unpaired closing bracket are not part of the address.
struct URLRecognizer: SpanRecognizer {
  var triggers: String { "hHfFwW" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.url, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard let host = hostStart(in: text, at: place) else { return nil }
    var end = text.end(from: host, limit: 255) { $0.isAlphanumeric || $0 == "." || $0 == "-" }
    while text[end - 1] == "." { end -= 1 }
    guard end > host, isHost(text, host..<end) else { return nil }
    return place..<trimmed(text, place..<pathEnd(text, from: end))
  }

  private func hostStart(in text: ByteText, at place: Int) -> Int? {
    if text.has("www.", at: place) { return place }
    var scheme = 0
    for (name, length) in [("https://", 8), ("http://", 7), ("ftp://", 6)] as [(StaticString, Int)]
    where text.has(name, at: place) {
      scheme = length
    }
    guard scheme > 0 else { return nil }
    // A user's name may stand before the host.
    let user = text.end(from: place + scheme, limit: 64) {
      $0.isAlphanumeric || $0 == "." || $0 == "-" || $0 == "_" || $0 == ":"
    }
    return text[user] == "@" ? user + 1 : place + scheme
  }

  private func isHost(_ text: ByteText, _ range: Range<Int>) -> Bool {
    if text.has("localhost", at: range.lowerBound), range.count == 9 { return true }
    var labels = 1
    for place in range where text[place] == "." {
      guard text[place - 1] != ".", text[place - 1] != "/" else { return false }
      labels += 1
    }
    let needed = text.has("www.", at: range.lowerBound) ? 3 : 2
    return labels >= needed && text[range.lowerBound].isAlphanumeric
  }

  /// The end of what may follow a host; quotation marks and dashes beyond ASCII end it too.
  private func pathEnd(_ text: ByteText, from host: Int) -> Int {
    var end = host
    while end < text.count, isOfAddress(text[end]), text.symbolWidth(at: end) == 0 { end += 1 }
    return end
  }

  private func isOfAddress(_ byte: Byte) -> Bool {
    guard byte.value > 0x20, byte.value != 0x7F else { return false }
    switch byte {
    case "\"", "<", ">", "\\", "^", "`", "{", "|", "}": return false
    default: return true
    }
  }

  private func trimmed(_ text: ByteText, _ range: Range<Int>) -> Int {
    var open = 0
    for place in range {
      if text[place] == "(" { open += 1 } else if text[place] == ")" { open -= 1 }
    }
    var end = range.upperBound
    while end > range.lowerBound {
      switch text[end - 1] {
      case ".", ",", ";", ":", "!", "?", "'", "]", "*", "_": break
      case ")" where open < 0: open += 1
      default: return end
      }
      end -= 1
    }
    return end
  }
}
