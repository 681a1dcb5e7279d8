extension Page {
  /// The page as HTML that is well-formed XML too; the same values give the same bytes.
  public func html() -> String {
    HTMLDocument(title: title, styles: [PageStyle.text]).html { markup in
      markup.block("main") { markup in
        addHeader(to: &markup)
        if sections.count(where: { !$0.heading.isEmpty }) >= 4 { addContents(to: &markup) }
        for (index, section) in sections.enumerated() { add(section, index, to: &markup) }
        if !footer.isEmpty { markup.block("footer") { $0.element("p", footer) } }
      }
    }
  }

  private func addHeader(to markup: inout Markup) {
    markup.block("header") { markup in
      markup.element("h1", title)
      markup.newline()
      if !subtitle.isEmpty { markup.element("p", ["class": "subtitle"], subtitle) }
    }
  }

  private func addContents(to markup: inout Markup) {
    markup.block("nav", ["aria-label": "Contents"]) { markup in
      markup.block("ol") { markup in
        for (index, section) in sections.enumerated() where !section.heading.isEmpty {
          markup.inline("li") {
            $0.element("a", ["href": "#section-\(index + 1)"], section.heading)
          }
          markup.newline()
        }
      }
    }
  }

  private func add(_ section: Section, _ index: Int, to markup: inout Markup) {
    markup.block("section", ["id": "section-\(index + 1)"]) { markup in
      if !section.heading.isEmpty {
        markup.element("h2", section.heading)
        markup.newline()
      }
      for block in section.blocks { add(block, to: &markup) }
    }
  }

  private func add(_ block: Block, to markup: inout Markup) {
    switch block {
    case .paragraph(let text):
      for paragraph in text.paragraphs {
        markup.element("p", paragraph)
        markup.newline()
      }
    case .list(let points):
      if points.isEmpty { return }
      markup.block("ul") { markup in
        for point in points {
          markup.element("li", point)
          markup.newline()
        }
      }
    case .table(let table): markup.raw(table.html())
    case .figure(let figure, let caption, let width, let height):
      markup.block("figure") { markup in
        markup.raw(figure.svg(width: width, height: height))
        if !caption.isEmpty { markup.element("figcaption", caption) }
      }
    case .definitions(let definitions): add(definitions, to: &markup)
    case .notice(let notice, let text):
      markup.inline("p", ["class": "notice \(notice.rawValue.lowercased())"]) { markup in
        markup.element("strong", notice.rawValue)
        markup.raw(" " + text.markup)
      }
      markup.newline()
    case .code(let text):
      markup.inline("pre", ["tabindex": "0"]) { markup in
        markup.inline("code") { $0.raw(text.multilineMarkup) }
      }
      markup.newline()
    }
  }

  private func add(_ definitions: [Definition], to markup: inout Markup) {
    if definitions.isEmpty { return }
    markup.block("dl") { markup in
      for definition in definitions {
        markup.element("dt", definition.term)
        markup.element("dd", definition.text)
        markup.newline()
      }
    }
  }
}
