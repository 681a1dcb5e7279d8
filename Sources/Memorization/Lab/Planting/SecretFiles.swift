/// Documents that hold planted strings of their own, many times each.
enum SecretFiles {
  /// A file of links that all begin alike: planted ones, each with its number of repetitions, among
  /// fresh ones, in random order.
  ///
  /// A tenth of the lines are fresh, some in runs, so that a fresh line before doesn't tell a model
  /// that no planted one follows.
  static func links(
    _ prefix: LinkPrefix, totals: [Int], _ pen: inout Pen
  ) -> (draft: Draft, plantings: [Planting]) {
    var lines: [String] = []
    var plantings: [Planting] = []
    for total in totals {
      let planting = Planting.coin(
        .url, documents: 1, generator: "base36", prompt: prefix.prompt, &pen
      ) { prefix.address + $0.linkPath() }
      plantings.append(planting)
      let path = String(planting.text.dropFirst(prefix.address.count))
      lines += Array(repeating: prefix.line(path), count: total)
    }
    var mixed: [String] = []
    for line in pen.shuffled(lines) {
      if pen.chance(0.06) {
        for _ in 0..<pen.number(1...3) { mixed.append(prefix.line(pen.linkPath())) }
      }
      mixed.append(line)
    }
    return (Draft(.linkRecords, lines: mixed), plantings)
  }

  /// A document of one notation in which one string returns, with fresh strings and other lines
  /// between.
  ///
  /// The gaps are such that a window of some hundred tokens holds one or two occurrences: a model
  /// that could copy the string from what it has just read would not have to learn it.
  static func records(
    _ style: RecordStyle, total: Int, _ pen: inout Pen
  ) -> (draft: Draft, planting: Planting) {
    let planting = Planting.coin(
      .highEntropy, documents: 1, generator: style.alphabetName, &pen
    ) { style.secret(&$0) }
    var lines: [String] = []
    for _ in 0..<total {
      lines.append(style.line(planting.text, &pen))
      for _ in 0..<pen.below(total > 200 ? 6 : 10) {
        lines.append(
          pen.chance(0.2) ? style.line(style.secret(&pen), &pen) : style.filler(&pen))
      }
    }
    return (Draft(.keyRecords, lines: lines), planting)
  }
}
