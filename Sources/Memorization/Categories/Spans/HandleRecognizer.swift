/// Handles of social networks: `@` and 3 to 30 letters, digits and underscores.
///
/// Annotations of code (`@Override`, `@media`), names of packages (`@scope/name`) and the hosts of
/// e-mail addresses are none.
struct HandleRecognizer: SpanRecognizer {
  var triggers: String { "@" }
  var startsAtWord: Bool { true }

  func match(in text: ByteText, at place: Int) -> CategoryMatch? {
    CategoryMatch(.pseudonym, span(in: text, at: place))
  }

  private func span(in text: ByteText, at place: Int) -> Range<Int>? {
    switch text[place - 1] {
    case "@", "/", ".", "-", "+", "%": return nil
    default: break
    }
    let end = text.end(from: place + 1, limit: 31) { $0.isAlphanumeric || $0 == "_" }
    let name = (place + 1)..<end
    guard (3...30).contains(name.count), text[place + 1] != "_",
      name.contains(where: { text[$0].isLetter })
    else {
      return nil
    }
    let next = text[end]
    switch next {
    case "(", "{", "/", "@", "=", "-": return nil
    case ".", ":": guard !text.isWord(at: end + 1) else { return nil }
    default: guard !next.isHigh || text.symbolWidth(at: end) > 0 else { return nil }
    }
    return standsAlone(text, place, end) || Self.annotations.contains(text, name)
      ? nil : place..<end
  }

  /// Whether it fills its line and has no digit, as an annotation above a declaration.
  private func standsAlone(_ text: ByteText, _ place: Int, _ end: Int) -> Bool {
    guard place > 0, text[end].isLineEnd,
      (place + 1..<end).allSatisfy({ text[$0].isLetter || text[$0] == "_" })
    else { return false }
    return text[text.start(before: place, limit: 64) { $0.isBlank } - 1].isLineEnd
  }

  private static let annotations = WordSet(
    """
    addtogroup autoclosure convention description details dynamicmemberlookup note propertywrapper
    resultbuilder stable
    after apply author autowired available bean before binding brief charset classmethod code
    column component controller dataclass deprecated discardableresult encode end entity
    escaping example file frozen generated get id implementation import include inherit inject
    inlinable interface internal keyframes layer link main mainactor media namespace nonnull
    nullable objc observable optional override package page param private property protected
    public published return returns section see selector sendable service since state
    staticmethod suite supports synthesize table test testable throws todo type typedef
    unchecked use usablefrominline value version viewbuilder warn_unused_result
    """)
}
