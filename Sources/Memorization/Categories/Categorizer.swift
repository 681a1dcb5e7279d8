/// Tells of what categories a text is, without any model: by the shapes of strings, by vocabularies
/// and by counts, with thresholds that each recogniser states.
///
/// It works on bytes that needn't be UTF-8, takes linear time, and gives the same answer always.
/// Wrong in both directions now and then: a table of categories counts texts, it doesn't judge one.
public struct Categorizer: Sendable {
  private let vocabulary = Vocabulary.standard
  private let scanner = SpanScanner.standard

  private static let documents: [any DocumentRecognizer] = [
    NewsRecognizer(category: .news), NewsRecognizer(category: .sports),
    NewsRecognizer(category: .techNews), LogRecognizer(), CodeRecognizer(),
    ConfigurationRecognizer(), LicenceRecognizer(), NamedListRecognizer(), ForumRecognizer(),
    PromotionRecognizer(), ReligionRecognizer(), ShortPostRecognizer(), WebFormRecognizer(),
    NumberListRecognizer(), MovieRecognizer(),
  ]

  /// A categoriser with the vocabularies and recognisers of this module.
  public init() {}

  /// Everything that was found, by place: strings, and for a category of whole texts all bytes.
  ///
  /// A string is also reported under the wider category that it belongs to, such as `contact` for
  /// an e-mail address. Matches may overlap.
  public func matches(in text: [UInt8]) -> [CategoryMatch] {
    let profile = TextProfile(text, vocabulary)
    var found = Set(spans(profile))
    for match in found {
      if let broader = match.category.broader {
        found.insert(CategoryMatch(category: broader, range: match.range))
      }
    }
    for category in documentCategories(profile, Array(found)) {
      found.insert(CategoryMatch(category: category, range: 0..<text.count))
    }
    return found.sorted()
  }

  /// The labels of a text, as the paper's Table 1 gives them: persons named in news don't count.
  public func categories(of text: [UInt8]) -> Set<Category> {
    let profile = TextProfile(text, vocabulary)
    let spans = spans(profile)
    var labels = documentCategories(profile, spans)
    for match in spans {
      labels.insert(match.category)
      if let broader = match.category.broader { labels.insert(broader) }
    }
    if !labels.isDisjoint(with: [.news, .sports, .techNews]) { labels.remove(.namedIndividual) }
    return labels
  }

  /// The programming language of a text that is source code; none of other texts.
  public func codeLanguage(of text: [UInt8]) -> CodeLanguage? {
    CodeRecognizer.language(of: TextProfile(text, vocabulary))
  }

  /// The strings of a text, each in its own category only.
  func spans(in text: [UInt8]) -> [CategoryMatch] { spans(TextProfile(text, vocabulary)) }

  private func spans(_ profile: TextProfile) -> [CategoryMatch] {
    scanner.matches(in: profile.text) + NameRecognizer().matches(in: profile)
  }

  private func documentCategories(
    _ profile: TextProfile, _ spans: [CategoryMatch]
  ) -> Set<Category> {
    guard !profile.words.isEmpty else { return [] }
    let reading = Reading(profile, spans)
    return Set(Self.documents.filter { $0.recognizes(reading) }.map(\.category))
  }
}
