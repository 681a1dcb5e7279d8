/// Digests in hexadecimal: of MD5, SHA-1 and the SHA-2 family, by their lengths.
///
/// All letters are of one case, and at least six different digits occur.
struct HashRecognizer: SpanRecognizer {
  let category = Category.hash
  let triggers = "0123456789abcdefABCDEF"
  let startsAtWord = true

  func span(in text: ByteText, at place: Int) -> Range<Int>? {
    var (seen, hasSmall, hasCapital) = (UInt32(0), false, false)
    let end = text.end(from: place, limit: 129) { byte in
      guard byte.isHexDigit else { return false }
      seen |= 1 << UInt32(byte.lowercased.value & 0x1F)
      hasSmall = hasSmall || byte.isLower
      hasCapital = hasCapital || byte.isUpper
      return true
    }
    switch end - place {
    case 32, 40, 56, 64, 96, 128: break
    default: return nil
    }
    guard !text[end].isWord, hasSmall != hasCapital, seen.nonzeroBitCount >= 6,
      (place..<end).contains(where: { text[$0].isDigit })
    else { return nil }
    return place..<end
  }
}
