import Foundation
import Testing

@testable import Reports

@Suite struct PageTests {
  private let hostile = "</pre><script>alert(\"1\")</script>&\u{0}\u{FFFE}"
  private let seen = "</pre><script>alert(\"1\")</script>&\u{FFFD}\u{FFFD}"

  private func page(_ text: String) -> Page {
    let table = Table(
      title: text, columns: [Table.Column(text)], rows: [.group(text), .cells([text])],
      footnotes: [text])
    let plot = Scatter(title: text, series: [.init(text, [(1, 1)])], x: Axis(text), y: Axis(text))
    return Page(
      title: text, subtitle: text,
      sections: [
        .init(text, [.paragraph(text), .list([text]), .table(table)]),
        .init(text, [.figure(plot, caption: text, width: 400, height: 300)]),
        .init(text, [.definitions([.init(text, text)]), .notice(.warning, text)]),
        .init(text, [.code(text + "\n\tmore")]),
      ], footer: text)
  }

  @Test func everyTextIsEscaped() {
    let parsed = ParsedMarkup(page(hostile).html())
    #expect(parsed.named("script").isEmpty)
    for name in ["h1", "h2", "li", "caption", "th", "figcaption", "dt", "dd", "a"] {
      #expect(parsed.text(name).contains(seen), "\(name)")
    }
    #expect(parsed.text("pre") == [seen + "\n\tmore"])
    #expect(parsed.text("title") == [seen, seen])
    #expect(parsed.text("p").contains("Warning " + seen))
  }

  @Test func aPageNeedsNothingElse() throws {
    let html = page("Text").html()
    let parsed = ParsedMarkup(html)
    #expect(html.hasPrefix("<!DOCTYPE html>\n"))
    let used = Set(parsed.elements.map(\.name))
    #expect(used.isDisjoint(with: ["script", "link", "img", "iframe", "object", "form"]))
    // The one address is the name of SVG's namespace.
    #expect(html.components(separatedBy: "http://").count == 2)
    #expect(!html.contains("https://") && !html.contains("url(") && !html.contains("@import"))
    let policy = parsed.named("meta").compactMap { $0.attributes["content"] }
    #expect(policy.contains { $0.hasPrefix("default-src 'none'") && !$0.contains("script-src") })
  }

  @Test func aPageFollowsTheColorSchemeAndPrintsOnWhite() {
    let html = page("Text").html()
    #expect(html.contains("@media screen and (prefers-color-scheme:dark){:root{"))
    #expect(html.contains("@media print{"))
  }

  @Test func headingsAndFiguresCanBeReadAloud() throws {
    let parsed = ParsedMarkup(page("Text").html())
    #expect(parsed.elements.first?.attributes["lang"] == "en")
    #expect(parsed.named("h1").count == 1 && parsed.named("h2").count == 4)
    let figure = try #require(parsed.named("svg").first)
    #expect(figure.attributes["role"] == "img")
    #expect(parsed.text("desc").first?.hasPrefix("Scatter plot of Text against Text.") == true)
    let targets = parsed.named("a").compactMap { $0.attributes["href"] }
    #expect(targets == parsed.named("section").compactMap { $0.attributes["id"] }.map { "#\($0)" })
  }

  @Test func aPageIsTheSameEachTime() throws {
    let page = Page(
      title: "An audit", subtitle: "Seed 7",
      sections: [
        .init("Result", [.paragraph("One.\n\nTwo."), .notice(.passed, "zlib beats perplexity.")]),
        .init("How", [.definitions([.init("Model", "XL")]), .code("skua audit xl\n")]),
      ])
    try expectSnapshot(page.html(), "page.html")
  }

  @Test func emptyPartsLeaveNoEmptyElements() {
    let page = Page(
      title: "T", sections: [.init("", [.paragraph(""), .list([]), .definitions([])])])
    let parsed = ParsedMarkup(page.html())
    for name in ["h2", "p", "ul", "dl", "nav", "footer"] { #expect(parsed.named(name).isEmpty) }
  }
}
