/// A report as one HTML file: headings, prose, tables and figures, which needs nothing beside it.
///
/// It loads nothing, runs nothing, follows the reader's light or dark colour scheme, prints on
/// white, and is written so that it can be read aloud: headings in order, tables with scopes,
/// figures with descriptions. Every text is escaped, whatever a model gave away.
public struct Page: Sendable {
  /// The heading of the page, and the name of its tab.
  public let title: String
  /// A line below the title, such as what was measured, when and how; may be empty.
  public let subtitle: String
  /// The sections from top to bottom; four or more have a table of contents.
  public let sections: [Section]
  /// A line at the end, such as the command that makes the page; may be empty.
  public let footer: String

  /// A part of a page below a heading.
  public struct Section: Sendable {
    /// The heading; may be empty.
    public let heading: String
    /// What stands below it, in order.
    public let blocks: [Block]

    /// A section of a heading and what stands below it.
    public init(_ heading: String, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// One thing in a section.
  public enum Block: Sendable {
    /// Prose; blank lines part it into several paragraphs.
    case paragraph(String)
    /// A list of points.
    case list([String])
    /// A table; wide ones scroll.
    case table(Table)
    /// A figure of a size in pixels, with a line below; it shrinks with the page.
    case figure(any Figure, caption: String = "", width: Double = 900, height: Double = 560)
    /// Terms and what is to be said of each.
    case definitions([Definition])
    /// A box that stands out.
    case notice(Notice, String)
    /// Text as it is, line by line: a command, a sample.
    case code(String)
  }

  /// A term and what is to be said of it.
  public struct Definition: Sendable, Hashable {
    /// The term.
    public let term: String
    /// What is to be said.
    public let text: String

    /// A definition of a term.
    public init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }
  }

  /// What a box is for; the raw value stands in front of its text.
  public enum Notice: String, Sendable, Hashable {
    /// Something to know.
    case note = "Note"
    /// Something to beware of.
    case warning = "Warning"
    /// A claim that the measurement bears out.
    case passed = "Passed"
    /// A claim that the measurement doesn't bear out.
    case failed = "Failed"
  }

  /// A page of sections.
  public init(title: String, subtitle: String = "", sections: [Section], footer: String = "") {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
    self.footer = footer
  }
}
