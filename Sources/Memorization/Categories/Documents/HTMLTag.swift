/// Tags of HTML, told from those of other markup.
enum HTMLTag {
  /// Whether a tag of HTML stands at a `<`.
  static func begins(_ text: ByteText, at place: Int) -> Bool {
    let start = text[place + 1] == "/" || text[place + 1] == "!" ? place + 2 : place + 1
    let end = text.end(from: start, limit: 11) { $0.isAlphanumeric }
    guard end > start, end - start <= 10 else { return false }
    switch text[end] {
    case ">", " ", "/", "\n", "\r": break
    default: return false
    }
    return names.contains(text, start..<end)
  }

  private static let names = WordSet(
    """
    a abbr article aside b blockquote body br button canvas center code dd div dl doctype dt
    em fieldset font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input
    label li link main meta nav ol option p pre script section select small span strong style
    svg table tbody td textarea tfoot th thead title tr u ul video
    """)
}
