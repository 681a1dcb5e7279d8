extension Table {
  /// The table as plain text for a terminal or a file, each line ended by a newline.
  ///
  /// Columns stand two spaces apart under headings with thin rules. The table is as wide as its
  /// cells; only the title and the footnotes are wrapped.
  /// - Parameter width: Columns that a line of the title or of a footnote may take.
  public func text(width: Int = 100) -> String {
    let layouts = columns.indices.map { index in
      Layout(column: columns[index], cells: cells(ofColumn: index))
    }
    let rule = layouts.map { String(repeating: "─", count: $0.width) }
    var lines = title.wrapped(width: width)
    if !lines.isEmpty { lines.append("") }
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines.append(line(layouts.map(\.heading)))
      lines.append(line(rule))
    }
    for (index, row) in rows.enumerated() {
      switch row {
      case .cells(let cells): lines.append(line(zip(layouts, cells).map { $0.aligned($1) }))
      case .group(let name):
        if index > 0, rows[index - 1] != .separator { lines.append("") }
        lines.append(name.printable)
      case .separator: lines.append(line(rule))
      }
    }
    if !footnotes.isEmpty { lines.append("") }
    for footnote in footnotes { lines += footnote.wrapped(width: width) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func cells(ofColumn index: Int) -> [String] {
    rows.compactMap { row in
      if case .cells(let cells) = row { cells[index] } else { nil }
    }
  }

  private func line(_ cells: [String]) -> String {
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  /// What aligns the cells of one column: widths before and behind the decimal point.
  private struct Layout {
    let column: Column
    let width: Int
    private let tailWidth: Int

    init(column: Column, cells: [String]) {
      self.column = column
      let cells = cells.map(\.printable)
      let title = column.title.printable.terminalWidth
      guard column.alignment == .decimal else {
        tailWidth = 0
        width = max(title, cells.map(\.terminalWidth).max() ?? 0)
        return
      }
      let parts = cells.map(\.decimalParts)
      tailWidth = parts.map(\.tail.terminalWidth).max() ?? 0
      width = max(title, tailWidth + (parts.map(\.head.terminalWidth).max() ?? 0))
    }

    var heading: String {
      let title = column.title.printable
      let padding = String(repeating: " ", count: width - title.terminalWidth)
      return column.alignment == .left ? title + padding : padding + title
    }

    func aligned(_ cell: String) -> String {
      let cell = cell.printable
      let padding = String(repeating: " ", count: width - cell.terminalWidth)
      switch column.alignment {
      case .left: return cell + padding
      case .right: return padding + cell
      case .decimal:
        let tail = String(repeating: " ", count: tailWidth - cell.decimalParts.tail.terminalWidth)
        return String(padding.dropLast(tail.count)) + cell + tail
      }
    }
  }
}
