import Testing

@testable import Reports

@Suite struct MarkupTextTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"it's\"", "&quot;it&#39;s&quot;"),
    ("&lt;", "&amp;lt;"), ("]]>", "]]&gt;"), ("naïve 漢字 🐦", "naïve 漢字 🐦"), ("", ""),
  ])
  func whatMarkupWouldReadIsEscaped(text: String, escaped: String) {
    #expect(text.markup == escaped)
  }

  @Test(arguments: [
    "\u{0}", "\u{1}", "\u{8}", "\u{1B}", "\u{7F}", "\u{9F}", "\u{202E}", "\u{2066}", "\u{FFFE}",
    "\u{FFFF}",
  ])
  func whatXMLCannotHoldOrAReaderCannotSeeIsReplaced(text: String) {
    #expect("a\(text)b".markup == "a\u{FFFD}b")
    #expect("a\(text)b\n".multilineMarkup == "a\u{FFFD}b\n")
    #expect(!text.markupKeepsText)
  }

  @Test func everyScalarOfTheFirstPlaneIsWellFormedOnceEscaped() {
    var text = String.UnicodeScalarView()
    for value in UInt32(0)...0xFFFF {
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    let parsed = ParsedMarkup("<p q=\"\(String(text).markup)\">\(String(text).multilineMarkup)</p>")
    #expect(parsed.elements.count == 1)
  }

  @Test func linesAndTabsStayWhereWhiteSpaceCounts() {
    #expect("a\r\n\tb\rc\n\n d".multilineMarkup == "a\n\tb\nc\n\n d")
    #expect("a\n\tb".markup == "a  b")
  }

  @Test func blankLinesPartParagraphs() {
    #expect("a\nb\r\n \r\nc\n\n\n".paragraphs == ["a b", "c"])
    #expect("\n\n".paragraphs.isEmpty)
  }

  @Test func pixelsHaveOneDecimalAtMost() {
    #expect(
      [0, 1, -1, 0.04, -0.04, 12.35, -0.3, 99.96].map(\.svg)
        == ["0", "1", "-1", "0", "0", "12.4", "-0.3", "100"])
  }
}
