extension Redactor {
  /// A text that was cut out of a longer one, without the personal data in it.
  ///
  /// What a cut has left of a card, an account, a telephone number or an address of e-mail has no longer
  /// its form. So four digits or more that reach an end become `[number]`, and a word with an @ there
  /// becomes `[e-mail]`; a text that is whole loses no more than that at its ends.
  public func redact(fragment text: String) -> String {
    let masked = redact(Array(text.utf8))
    let end = Self.cutLength(masked.reversed())
    let start = Self.cutLength(masked.dropLast(end.length))
    let head = start.placeholder.utf8, tail = end.placeholder.utf8
    let middle = masked[start.length..<(masked.count - end.length)]
    return String(decoding: Array(head) + middle + Array(tail), as: UTF8.self)
  }

  /// How many of the first bytes may be the rest of something personal, and what stands for them.
  private static func cutLength(
    _ bytes: some Sequence<UInt8>
  ) -> (length: Int, placeholder: String) {
    let number = bytes.prefix { isDigit($0) || separators.contains($0) }
    if number.count(where: isDigit) >= 4 {
      // Separators between the number and what follows stay.
      let kept = number.reversed().prefix { !isDigit($0) }.count
      return (number.count - kept, "[number]")
    }
    let word = bytes.prefix { !blanks.contains($0) }
    return word.contains(UInt8(ascii: "@")) ? (word.count, "[e-mail]") : (0, "")
  }

  private static let separators = Set(" -.()+/".utf8)
  private static let blanks = Set(" \t\n\r\"'<>,;".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
