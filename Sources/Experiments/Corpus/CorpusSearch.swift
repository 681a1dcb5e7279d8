public import Memorization
import Reports

/// What `skua corpus search` prints: places of a string, with what stands around them.
public struct CorpusSearch: Sendable, Encodable {
  /// What was looked for.
  public let string: String
  /// Places where it begins.
  public let occurrences: Int
  /// Documents that hold it.
  public let documents: Int
  /// The first places.
  public let places: [Place]

  /// A place in context.
  public struct Place: Sendable, Encodable {
    /// Number of the document.
    public let document: Int
    /// Where the document comes from.
    public let name: String
    /// Bytes before the string in the document.
    public let offset: Int
    /// What stands before it.
    public let before: String
    /// What stands after it.
    public let after: String
  }

  /// Looks for a string.
  ///
  /// - Parameters:
  ///   - string: The string.
  ///   - index: Where to look.
  ///   - view: As what to look at it.
  ///   - context: Bytes to show on either side.
  ///   - limit: Places to show at most.
  public init(
    _ string: String, in index: CorpusIndex, _ view: CorpusView, context: Int, limit: Int
  ) {
    let bytes = view.apply(to: Array(string.utf8))
    let count = index.count(bytes, in: view)
    func text(_ document: Int, _ range: Range<Int>) -> String {
      let text = String(
        decoding: index.text(of: document, range, in: view), as: UTF8.self)
      // Characters that the border cuts.
      return String(text.drop { $0 == "\u{FFFD}" }.reversed().drop { $0 == "\u{FFFD}" }.reversed())
    }
    self.string = string
    occurrences = count.occurrences
    documents = count.documents
    places = index.positions(of: bytes, in: view, limit: limit).map { place in
      let end = place.offset + bytes.count
      return Place(
        document: place.document, name: index.name(of: place.document), offset: place.offset,
        before: text(place.document, (place.offset - context)..<place.offset),
        after: text(place.document, end..<(end + context)))
    }
  }

  /// The places for people, one paragraph each.
  public var text: String {
    let total =
      "\(NumberFormat.count(occurrences)) occurrences in \(NumberFormat.count(documents)) documents"
    let shown = places.count < occurrences ? ", the first \(NumberFormat.count(places.count))" : ""
    let paragraphs = places.map { place in
      "\(place.name), byte \(place.offset)\n  "
        + "\(place.before)[\(string)]\(place.after)".withoutControlCharacters
    }
    return ([total + shown] + paragraphs).joined(separator: "\n")
  }
}

extension String {
  /// The same on one line, without what a terminal would act on.
  fileprivate var withoutControlCharacters: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
