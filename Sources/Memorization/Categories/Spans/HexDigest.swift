/// Digests in hexadecimal: of MD5, SHA-1 and the SHA-2 family, by their lengths.
enum HexDigest {
  /// Whether a run is one: its letters of one case, letters and digits, and at least 6 digits
  /// differ.
  static func matches(_ text: ByteText, _ run: Range<Int>, _ entropy: Entropy) -> Bool {
    switch run.count {
    case 32, 40, 56, 64, 96, 128: break
    default: return false
    }
    guard entropy.letters > 0, entropy.digits > 0, entropy.signs == 0,
      entropy.capitals == 0 || entropy.capitals == entropy.letters
    else { return false }
    var seen: UInt32 = 0
    for place in run {
      guard text[place].isHexDigit else { return false }
      seen |= 1 << UInt32(text[place].lowercased.value & 0x1F)
    }
    return seen.nonzeroBitCount >= 6
  }
}
