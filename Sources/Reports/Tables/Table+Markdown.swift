extension Table {
  /// The table as GitHub-flavoured Markdown, each line ended by a newline.
  ///
  /// Markdown has no decimal alignment, which becomes right, and no rows across columns: a group's
  /// name stands bold in the first column, and a separator is a row of empty cells.
  public func markdown() -> String {
    let empty = [String](repeating: "", count: columns.count)
    var lines = title.isEmpty ? [] : ["**\(escaped(title))**", ""]
    lines.append(line(columns.map { escaped($0.title) }))
    lines.append(line(columns.map { $0.alignment == .left ? "---" : "--:" }))
    for row in rows {
      switch row {
      case .cells(let cells): lines.append(line(cells.map(escaped)))
      case .group(let name): lines.append(line(["**\(escaped(name))**"] + empty.dropFirst()))
      case .separator: lines.append(line(empty))
      }
    }
    for footnote in footnotes { lines += ["", escaped(footnote)] }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ cells: [String]) -> String {
    "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined()
  }

  /// Text with what Markdown would take for markup escaped.
  private func escaped(_ text: String) -> String {
    text.printable.map { "\\`*_{}[]<>#|~".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
