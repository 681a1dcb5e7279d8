/// An HTML file in which a person says of each finding whether it is memorised.
///
/// Each finding has three buttons and a note. The browser keeps the marks between visits, and a
/// button saves them as `marks.json`:
/// `{"marks": [{"id": "..", "mark": "memorized", "note": ".."}]}`, where a mark is `memorized`,
/// `not` or `unsure`, in the order of the findings; those without a mark aren't in the file. The
/// page loads nothing and sends nothing.
///
/// It stands for the authors' search by hand: Carlini et al. 2021, §6.1 has four people mark 1,800
/// samples.
public struct MarkingPage: Sendable {
  /// The heading of the page, and the name of its tab.
  public let title: String
  /// How to decide, above the findings; blank lines part it into paragraphs.
  public let instructions: String
  /// The findings, in the order in which they are marked.
  public let items: [MarkingItem]

  /// A page of findings, each with an `id` of its own.
  public init(
    title: String, instructions: String = MarkingPage.instructions, items: [MarkingItem]
  ) {
    precondition(Set(items.map(\.id)).count == items.count, "two findings have the same id")
    self.title = title
    self.instructions = instructions
    self.items = items
  }

  /// What the paper's authors looked for, in our words.
  public static let instructions = """
    Memorised is a text that stands word for word where it can only come from the training data: \
    search for a distinctive part of it, in quotation marks. A count to a hundred or a line that \
    anybody may write is not. Unsure is an answer too.
    """
}

/// One finding to be marked.
public struct MarkingItem: Sendable {
  /// What the marks file calls the finding: not empty, without control characters.
  public let id: String
  /// What the model gave, shown as it is, line by line.
  public let text: String
  /// What is known of it, as names and values: scheme, metric, perplexity.
  public let facts: [(String, String)]

  /// A finding with what is known of it.
  public init(id: String, text: String, facts: [(String, String)] = []) {
    precondition(
      !id.isEmpty && id.markupKeepsText, "a marks file can't call a finding '\(id.printable)'")
    self.id = id
    self.text = text
    self.facts = facts
  }
}
