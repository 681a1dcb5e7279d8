extension Draft {
  /// Bytes of the text.
  var size: Int {
    blocks.reduce(0) { $0 + $1.utf8.count } + (blocks.count - 1) * separator.utf8.count + 1
  }

  /// The finished document, numbered from 1.
  func document(_ split: String, _ number: Int, isPlanted: Bool = false) -> LabDocument {
    let digits = String(number + 1)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.utf8.count))
    return LabDocument(
      id: "\(split)-\(zeros)\(digits)", kind: kind.rawValue, text: text, isPlanted: isPlanted)
  }

  /// Somebody's documents, cut into pieces of about 3 kB between paragraphs or else lines.
  static func cut(_ documents: [LabDocument], to bytes: Int) -> [Draft] {
    var drafts: [Draft] = []
    var size = 0
    for document in documents where size < bytes {
      let hasParagraphs = document.text.utf8.count < 1000 || document.text.contains("\n\n")
      let separator = hasParagraphs ? "\n\n" : "\n"
      var draft = Draft(.text, [], separator: separator)
      for block in document.text.split(separator: separator) {
        draft.blocks.append(String(block))
        if draft.size > 3000 {
          size += draft.size
          drafts.append(draft)
          draft.blocks = []
        }
      }
      if !draft.blocks.isEmpty {
        size += draft.size
        drafts.append(draft)
      }
    }
    return drafts
  }

  /// Passages of 300 to 400 bytes that begin and end with a word, one a document: its first
  /// paragraphs as one.
  static func passages(_ drafts: [Draft], _ count: Int) -> [String] {
    var passages: [String] = []
    for draft in drafts where draft.kind.isProse && passages.count < count {
      var (passage, words) = ("", draft.text.split(whereSeparator: \.isWhitespace)[...])
      while passage.utf8.count < 300, let word = words.popFirst() {
        passage += (passage.isEmpty ? "" : " ") + word
      }
      if (300...400).contains(passage.utf8.count) { passages.append(passage) }
    }
    return passages
  }
}
