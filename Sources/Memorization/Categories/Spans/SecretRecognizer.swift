/// What is assigned to a name such as `password`, `api_key` or `token`, after `=` or `:`.
///
/// A password needs six characters, of which one is a letter and one is a digit or
/// a sign that names of variables have not; any other secret needs
/// twelve characters with 3 bits of entropy each. A call, a path or an address of the web is none.
struct SecretRecognizer: SpanRecognizer {
  var triggers: String { "=:" }
  var startsAtWord: Bool { false }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.key, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    guard let isPassword = names(text, before: place) else { return nil }
    let start = text.end(from: place + 1, limit: 4) { $0.isBlank || $0 == "\"" || $0 == "'" }
    let end = text.end(from: start, limit: 512, while: isOfValue)
    guard end - start >= (isPassword ? 6 : 12), text[end] != "(", text[end] != "[",
      text[start] != "/", !text.has("http", at: start)
    else { return nil }
    let entropy = Entropy(text, start..<end)
    let isSecret =
      isPassword
      ? entropy.letters > 0 && hasSign(text, start..<end) && entropy.bitsPerByte >= 2
      : entropy.bitsPerByte >= 3 && entropy.digits >= 2 && entropy.letters >= 2
    return isSecret ? start..<end : nil
  }

  /// Whether a byte is none that names of variables and properties have.
  private func hasSign(_ text: ByteText, _ range: Range<Int>) -> Bool {
    range.contains { place in
      let byte = text[place]
      return !byte.isLetter && byte != "_" && byte != "." && byte != "-" && byte != ":"
    }
  }

  private func isOfValue(_ byte: Byte) -> Bool {
    guard !byte.isSpace else { return false }
    switch byte {
    case "\"", "'", "`", ",", ";", "<", ">", "(", ")", "[", "]", "{", "}", "&", "\\": return false
    default: return true
    }
  }

  /// Whether the name before an assignment is a password's; none if it is not a secret's.
  private func names(_ text: ByteText, before place: Int) -> Bool? {
    let end = text.start(before: place, limit: 3) { $0.isBlank || $0 == "\"" || $0 == "'" }
    let start = text.start(before: end, limit: 40) { $0.isAlphanumeric || $0 == "_" || $0 == "-" }
    for first in start..<max(start, end - 2) {
      switch text[first].lowercased {
      case "p":
        if text.has("password", at: first) || text.has("passwd", at: first)
          || (text.has("pwd", at: first) && first + 3 == end)
        {
          return true
        }
        if text.has("private_key", at: first) { return false }
      case "s" where text.has("secret", at: first): return false
      case "t" where text.has("token", at: first) && first + 5 == end: return false
      case "a"
      where text.has("api_key", at: first) || text.has("api-key", at: first)
        || text.has("apikey", at: first) || text.has("access_key", at: first)
        || text.has("accesskey", at: first) || text.has("auth_key", at: first):
        return false
      default: continue
      }
    }
    return nil
  }
}
