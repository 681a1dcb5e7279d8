import Testing

@testable import Reports

@Suite struct MarkingPageTests {
  private let page = MarkingPage(
    title: "Findings",
    items: [
      .init(id: "top_n/zlib/1", text: "\n a <b>\r\n\tc & d", facts: [("Metric", "zlib")]),
      .init(id: "\"quoted\" & <odd>", text: "</pre><script>x</script>\u{0}"),
    ])

  @Test func eachFindingHasItsTextButtonsAndNote() {
    let parsed = ParsedMarkup(page.html())
    let items = parsed.named("article")
    #expect(items.map { $0.attributes["data-id"] } == ["top_n/zlib/1", "\"quoted\" & <odd>"])
    // HTML drops the first line break of a text that is shown as it is.
    #expect(parsed.text("pre") == ["\n\n a <b>\n\tc & d", "\n</pre><script>x</script>\u{FFFD}"])
    let marks = parsed.named("button").compactMap { $0.attributes["data-mark"] }
    #expect(marks == ["memorized", "not", "unsure", "memorized", "not", "unsure"])
    #expect(parsed.named("input").count { $0.attributes["placeholder"] == "Note" } == 2)
    #expect(parsed.text("li") == ["Metric zlib"])
  }

  @Test func theOnlyScriptIsOurs() {
    let scripts = ParsedMarkup(page.html()).text("script")
    #expect(scripts == ["\n" + MarkingScript.text + "\n"])
    #expect(!MarkingScript.text.contains { "<&".contains($0) })
  }

  @Test func aMarkingPageReachesNothing() {
    let html = page.html()
    #expect(!html.contains("http://") && !html.contains("https://"))
    #expect(html.contains("default-src &#39;none&#39;"))
    for word in ["fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "innerHTML", "eval("] {
      #expect(!html.contains(word))
    }
  }

  @Test func marksOfOtherFindingsAreKeptApart() {
    func key(_ page: MarkingPage) -> String? {
      ParsedMarkup(page.html()).named("main").first?.attributes["data-key"]
    }
    let other = MarkingPage(title: "Findings", items: [.init(id: "top_n/zlib/1", text: "other")])
    #expect(key(page) != nil)
    #expect(key(page) == key(page))
    #expect(key(page) != key(other))
  }

  @Test func aPageWithoutFindingsIsAPage() {
    let parsed = ParsedMarkup(MarkingPage(title: "None", items: []).html())
    #expect(parsed.named("article").isEmpty)
    #expect(parsed.named("span").first?.text == "0 of 0 marked")
  }
}
