/// A document before it is joined: blocks between which something can be planted.
struct Draft {
  /// What kind of text it is.
  let kind: DocumentKind
  /// Paragraphs or lines.
  var blocks: [String]
  /// What stands between blocks.
  let separator: String

  /// A document of paragraphs.
  init(_ kind: DocumentKind, paragraphs: [String]) {
    self.init(kind, paragraphs, separator: "\n\n")
  }

  /// A document of lines.
  init(_ kind: DocumentKind, lines: [String]) {
    self.init(kind, lines, separator: "\n")
  }

  init(_ kind: DocumentKind, _ blocks: [String], separator: String) {
    self.kind = kind
    self.blocks = blocks
    self.separator = separator
  }

  /// The text, a line's end at its end.
  var text: String { blocks.joined(separator: separator) + "\n" }
}
