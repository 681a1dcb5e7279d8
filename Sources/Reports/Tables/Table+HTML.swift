extension Table {
  /// The table as an HTML fragment, whose looks are the page's: class `table` around the whole,
  /// `group` and `rule` on rows, `right` and `decimal` on cells.
  ///
  /// Headings say what they stand over (`scope`): columns, rows where the first column holds names,
  /// and groups of rows. Everything is escaped, and the fragment is well-formed XML.
  public func html() -> String {
    var markup = Markup()
    markup.block("div", ["class": "table"]) { markup in
      markup.block("table") { markup in
        if !title.isEmpty {
          markup.element("caption", title)
          markup.newline()
        }
        if columns.contains(where: { !$0.title.isEmpty }) { addHeadings(to: &markup) }
        for group in groups { add(group, to: &markup) }
      }
      for footnote in footnotes {
        markup.element("p", ["class": "footnote"], footnote)
        markup.newline()
      }
    }
    return markup.text
  }

  private func addHeadings(to markup: inout Markup) {
    markup.block("thead") { markup in
      markup.block("tr") { markup in
        for column in columns {
          // A heading without a text heads nothing.
          let name = column.title.isEmpty ? "td" : "th"
          let cssClass = column.alignment == .left ? "left" : "right"
          if column.title.isEmpty {
            markup.element(name, "")
          } else {
            markup.element(name, ["scope": "col", "class": cssClass], column.title)
          }
          markup.newline()
        }
      }
    }
  }

  /// The rows in parts that each begin with a group's name, if they have one.
  private var groups: [[Row]] {
    rows.reduce(into: []) { groups, row in
      if case .group = row {
        groups.append([row])
      } else if groups.isEmpty {
        groups.append([row])
      } else {
        groups[groups.count - 1].append(row)
      }
    }
  }

  private func add(_ group: [Row], to markup: inout Markup) {
    let tails = columns.indices.map(tailWidth)
    markup.block("tbody") { markup in
      var isBelowRule = false
      for row in group {
        switch row {
        case .separator: isBelowRule = true
        case .group(let name):
          markup.block("tr", ["class": "group"]) {
            $0.element("th", ["scope": "rowgroup", "colspan": "\(columns.count)"], name)
          }
        case .cells(let cells):
          let attributes: Markup.Attributes = isBelowRule ? ["class": "rule"] : [:]
          markup.block("tr", attributes) { markup in
            for (index, cell) in cells.enumerated() {
              add(cell, column: index, tailWidth: tails[index], to: &markup)
            }
          }
          isBelowRule = false
        }
      }
    }
  }

  private func add(
    _ cell: String, column index: Int, tailWidth: Int, to markup: inout Markup
  ) {
    switch columns[index].alignment {
    case .left where index == 0: markup.element("th", ["scope": "row", "class": "left"], cell)
    case .left: markup.element("td", cell)
    case .right: markup.element("td", ["class": "right"], cell)
    case .decimal:
      let (head, tail) = cell.printable.decimalParts
      markup.inline("td", ["class": "right decimal"]) { markup in
        markup.raw(head.markup)
        guard tailWidth > 0 else { return }
        markup.element("span", ["style": "width:\(tailWidth)ch"], tail)
      }
    }
    markup.newline()
  }

  /// Characters behind the decimal point that a decimal column makes room for.
  private func tailWidth(_ column: Int) -> Int {
    guard columns[column].alignment == .decimal else { return 0 }
    return rows.map { row in
      guard case .cells(let cells) = row else { return 0 }
      return cells[column].printable.decimalParts.tail.terminalWidth
    }.max() ?? 0
  }
}
