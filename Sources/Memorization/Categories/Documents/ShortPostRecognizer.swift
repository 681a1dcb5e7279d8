/// Short posts of a social network: handles and tags.
///
/// Two or more of `@handle` and `#tag`, a tag or `RT @` among them, one to 25 words.
struct ShortPostRecognizer: DocumentRecognizer {
  var category: Category { .shortPost }

  func recognizes(_ reading: Reading) -> Bool {
    let profile = reading.profile
    let text = profile.text
    let handles = reading.spans.count {
      $0.category == .pseudonym && text[$0.range.lowerBound] == "@"
    }
    let tags = profile.words.count { word in
      text[word.start - 1] == "#" && text[word.start - 2].isSpace && word.count >= 3
        && text[word.start].isLetter && text[word.end] != "-" && !isColour(text, word)
    }
    let repeats = profile.words.count { word in
      word.count == 2 && text.has("rt @", at: word.start) && text[word.start].isUpper
    }
    return tags + handles >= 2 && tags + repeats >= 1
      && profile.isDense(tags + handles, oneIn: 25) && reading.language == nil
  }

  /// Whether a word is three or six hexadecimal digits, as a colour is written.
  private func isColour(_ text: ByteText, _ word: Word) -> Bool {
    (word.count == 3 || word.count == 6)
      && (word.start..<word.end).allSatisfy { text[$0].isHexDigit }
  }
}
