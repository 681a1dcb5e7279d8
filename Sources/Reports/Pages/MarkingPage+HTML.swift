extension MarkingPage {
  /// The page as HTML; the same findings give the same bytes.
  public func html() -> String {
    let document = HTMLDocument(
      title: title, styles: [PageStyle.text, MarkingStyle.text], script: MarkingScript.text)
    return document.html { markup in
      addBar(to: &markup)
      markup.block("main", ["id": "marking", "data-key": storageKey]) { markup in
        markup.block("header") { $0.element("h1", title) }
        for paragraph in instructions.paragraphs {
          markup.element("p", paragraph)
          markup.newline()
        }
        addHints(to: &markup)
        for (index, item) in items.enumerated() { add(item, number: index + 1, to: &markup) }
      }
    }
  }

  private func addBar(to markup: inout Markup) {
    markup.block("div", ["class": "bar", "role": "region", "aria-label": "Progress"]) { markup in
      markup.element(
        "progress",
        ["id": "progress", "value": "0", "max": "\(max(items.count, 1))", "aria-label": "Marked"],
        "")
      markup.newline()
      markup.element(
        "span", ["id": "count", "role": "status"],
        "0 of \(NumberFormat.count(items.count)) marked")
      markup.newline()
      markup.inline("label") { markup in
        markup.empty("input", ["type": "checkbox", "id": "open-only"])
        markup.raw(" unmarked only")
      }
      markup.newline()
      markup.element("button", ["type": "button", "id": "save"], "Save marks file")
    }
  }

  private func addHints(to markup: inout Markup) {
    markup.element(
      "p", ["class": "footnote"],
      "Keys: m memorised, n not, u unsure, j next, k previous. Press a button again to take its "
        + "mark back. Marks stay in this browser until you save them.")
    markup.newline()
    markup.element(
      "p", ["class": "notice warning", "id": "unkept", "hidden": "hidden"],
      "This browser keeps no marks for local files: save them before you close the page.")
    markup.newline()
    markup.block("noscript") {
      $0.element(
        "p", ["class": "notice warning"], "The buttons need JavaScript, which is switched off.")
    }
  }

  private func add(_ item: MarkingItem, number: Int, to markup: inout Markup) {
    let name = "Finding \(NumberFormat.count(number)): \(item.id)"
    markup.block(
      "article", ["class": "item", "data-id": item.id, "tabindex": "-1", "aria-label": name]
    ) { markup in
      markup.inline("h2") { markup in
        markup.element("span", ["class": "number"], "\(number)")
        markup.raw(" " + item.id.markup)
      }
      markup.newline()
      if !item.facts.isEmpty {
        markup.block("ul", ["class": "facts"]) { markup in
          for (name, value) in item.facts {
            markup.inline("li") { markup in
              markup.element("span", name)
              markup.raw(" " + value.markup)
            }
            markup.newline()
          }
        }
      }
      // HTML drops a line break right after the tag: let it be this one.
      markup.inline("pre", ["tabindex": "0"]) { $0.raw("\n" + item.text.multilineMarkup) }
      markup.newline()
      addAnswer(name: name, to: &markup)
    }
  }

  private func addAnswer(name: String, to markup: inout Markup) {
    markup.block("div", ["class": "answer", "role": "group", "aria-label": "Mark"]) { markup in
      for (mark, label) in [("memorized", "memorised"), ("not", "not"), ("unsure", "unsure")] {
        markup.element(
          "button", ["type": "button", "data-mark": mark, "aria-pressed": "false"], label)
        markup.newline()
      }
      markup.empty(
        "input", ["type": "text", "placeholder": "Note", "aria-label": "Note on \(name)"])
    }
  }

  /// The name under which the browser keeps the marks: another for other findings, as pages from
  /// files may share one store. (FNV-1a, 64 bits.)
  private var storageKey: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in [title] + items.flatMap({ [$0.id, $0.text] }) {
      for byte in Array(text.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return "skua-marks-" + String(hash, radix: 16)
  }
}
