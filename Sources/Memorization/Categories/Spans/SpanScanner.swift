/// Finds strings of all span categories in one pass over a text.
///
/// Two tables hold, for each byte, which recognisers look there: one for places where a word
/// begins, one for all others. Most bytes concern nobody and cost one look.
struct SpanScanner: Sendable {
  private let recognizers: [any SpanRecognizer]
  private let atWords: [UInt32]
  private let elsewhere: [UInt32]

  /// All recognisers of this module; long numbers come before telephone numbers, which they may
  /// hold.
  static let standard = SpanScanner([
    IBANRecognizer(), CardRecognizer(), SocialSecurityRecognizer(), UUIDRecognizer(),
    PhoneRecognizer(), StreetAddressRecognizer(), EuropeanAddressRecognizer(), URLRecognizer(),
    EmailRecognizer(), KeyShapeRecognizer(), PrivateKeyRecognizer(), SecretRecognizer(),
    RandomStringRecognizer(), HandleRecognizer(), UserNameRecognizer(),
  ])

  init(_ recognizers: [any SpanRecognizer]) {
    precondition(recognizers.count <= 32, "\(recognizers.count) recognisers, the mask has 32 bits")
    var atWords = [UInt32](repeating: 0, count: 256)
    var elsewhere = atWords
    for (index, recognizer) in recognizers.enumerated() {
      for trigger in recognizer.triggers.utf8 {
        atWords[Int(trigger)] |= 1 << UInt32(index)
        if !recognizer.startsAtWord { elsewhere[Int(trigger)] |= 1 << UInt32(index) }
      }
    }
    self.recognizers = recognizers
    self.atWords = atWords
    self.elsewhere = elsewhere
  }

  /// The strings found, as their recognisers' places come; two of one recogniser don't overlap.
  func matches(in text: ByteText) -> [CategoryMatch] {
    var found: [CategoryMatch] = []
    var resume = [Int](repeating: 0, count: recognizers.count)
    var isWithinWord = false
    var (symbolEnd, numberEnd) = (0, 0)
    for place in 0..<text.count {
      let byte = text[place]
      var mask = isWithinWord ? elsewhere[Int(byte.value)] : atWords[Int(byte.value)]
      if byte.isHigh { symbolEnd = max(symbolEnd, place + text.symbolWidth(at: place)) }
      isWithinWord = byte.isWord && place >= symbolEnd
      while mask != 0 {
        let index = mask.trailingZeroBitCount
        mask &= mask - 1
        guard place >= resume[index] else { continue }
        guard let match = recognizers[index].match(in: text, at: place),
          match.range.lowerBound >= resume[index]
        else { continue }
        resume[index] = match.range.upperBound
        switch match.category {
        case .iban, .card, .ssn, .uuid: numberEnd = match.range.upperBound
        case .phone where match.range.lowerBound < numberEnd: continue
        default: break
        }
        found.append(match)
      }
    }
    return found
  }
}
