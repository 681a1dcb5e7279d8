import Foundation
import Memorization
public import Reports

extension AuditReport {
  /// One line on what was done and how long it took.
  public var headline: String {
    let seconds = [
      ("index", self.seconds.index), ("sampling", self.seconds.sampling),
      ("scoring", self.seconds.scoring), ("analysis", self.seconds.analysis),
    ].map { "\($0.0) \(NumberFormat.seconds($0.1))" }.joined(separator: ", ")
    return "\(NumberFormat.count(samples)) samples; \(seconds)"
  }

  /// What a report prints, from the whole to the parts.
  public var tables: [Table] {
    [configurationTable, findingTable, categoryTable, plantedTable].compactMap(\.self)
  }

  /// How many of the selected samples are memorised: metrics by schemes, as Table 2 of Carlini et
  /// al. 2021.
  public var configurationTable: Table {
    let metrics = configurations.reduce(into: [String]()) {
      if !$0.contains($1.metric) { $0.append($1.metric) }
    }
    var rows = metrics.map { metric in
      Table.Row.cells(
        [metric]
          + schemes.map { scheme in
            configurations.first { $0.scheme == scheme.scheme && $0.metric == metric }!.share
          })
    }
    if uniqueMemorized != nil {
      rows.append(.separator)
      rows.append(
        .cells(["distinct among the selected"] + schemes.map { Self.count($0.uniqueSelected) }))
    }
    if corpus != nil {
      rows.append(.cells(["distinct in all samples"] + schemes.map { Self.count($0.unique) }))
      rows.append(.cells(["samples that repeat text"] + schemes.map { Self.count($0.memorized) }))
      rows.append(.cells(["samples of trivial text"] + schemes.map { Self.count($0.trivial) }))
    }
    rows.append(.cells(["duplicates"] + schemes.map { NumberFormat.percent($0.duplicates) }))
    return Table(
      title: uniqueMemorized == nil
        ? "Samples selected by each metric" : "Memorised among the samples selected by each metric",
      columns: [.init("metric")] + schemes.map { .init($0.scheme.title, .right) }, rows: rows,
      footnotes: configurationNotes)
  }

  private var configurationNotes: [String] {
    var notes: [String] = []
    if let corpus {
      notes.append(
        "A sample is memorised if it repeats text of the \(NumberFormat.count(corpus.documents)) "
          + "training documents verbatim and not trivially. In brackets the 95% interval.")
    } else if uniqueMemorized != nil {
      notes.append("As somebody has judged the samples. In brackets the 95% interval.")
    } else {
      notes.append(
        "The training text isn't known: give --corpus, or mark the selected samples with --marking."
      )
    }
    if let noise {
      notes.append(
        "Noise: \(NumberFormat.count(noise.memorized)) of \(NumberFormat.count(noise.documents)) "
          + "held-out documents repeat training text, \(NumberFormat.percent(noise.share)) of their "
          + "bytes.")
    }
    return notes
  }

  /// The findings that most samples repeat.
  public var findingTable: Table? { findingTable(first: 20) }

  /// The first findings, by samples that repeat them.
  func findingTable(first count: Int) -> Table? {
    guard !findings.isEmpty else { return nil }
    let shown = findings.prefix(count)
    // Without the training text nobody can count how often something stands there.
    let isCounted = corpus != nil
    let counts: [Table.Column] = [.init("documents", .right), .init("times", .right)]
    return Table(
      title: isCounted ? "Findings" : "Samples that most metrics selected",
      columns: (isCounted ? counts : []) + [
        .init("samples", .right), .init("bytes", .right), .init("kind"), .init("text"),
      ],
      rows: shown.map { finding in
        .cells(
          (isCounted ? [Self.count(finding.documents), Self.count(finding.occurrences)] : []) + [
            NumberFormat.count(finding.samples), NumberFormat.count(finding.length),
            finding.categories.prefix(3).map(\.rawValue).joined(separator: ", "),
            finding.line,
          ])
      },
      footnotes: findings.count > shown.count
        ? ["\(NumberFormat.count(findings.count - shown.count)) more in --json and --html."] : [])
  }

  /// The findings by kind, as Table 1 of Carlini et al. 2021; one may be of several kinds.
  public var categoryTable: Table? {
    let counts = Memorization.Category.allCases.map { category in
      (category, findings.count { $0.memorized == true && $0.categories.contains(category) })
    }.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    guard uniqueMemorized != nil, !counts.isEmpty else { return nil }
    return Table(
      title: "Kinds of text among the findings",
      columns: [.init("kind"), .init("findings", .right)],
      rows: counts.map { .cells([$0.0.title + ($0.0.isPersonal ? " *" : ""), Self.count($0.1)]) },
      footnotes: ["* personal data. A finding may be of several kinds, or of none."])
  }

  /// How many planted strings came back, by family and times inserted.
  public var plantedTable: Table? {
    guard let planted, !planted.isEmpty else { return nil }
    let families = planted.reduce(into: [String]()) {
      if $0.last != $1.family { $0.append($1.family) }
    }
    let rows = families.map { family in
      let levels = planted.filter { $0.family == family }
      func found(_ range: ClosedRange<Int>) -> String {
        let levels = levels.filter { range.contains($0.occurrences) }
        let items = levels.reduce(0) { $0 + $1.items }
        return items == 0 ? "-" : "\(levels.reduce(0) { $0 + $1.found }) of \(items)"
      }
      return Table.Row.cells([family] + Self.levels.map(found))
    }
    return Table(
      title: "Planted strings found whole in samples, by times inserted",
      columns: [.init("family")]
        + ["never", "1-3", "4-15", "16-63", "64 and more"].map { .init($0, .right) },
      rows: rows)
  }

  /// The planted strings that came back, those of the fewest documents first.
  public var secretTable: Table? {
    let secrets = findings.filter { $0.planted != nil }
      .sorted {
        ($0.documents ?? 0, $0.occurrences ?? 0, $0.id)
          < ($1.documents ?? 0, $1.occurrences ?? 0, $1.id)
      }
    guard !secrets.isEmpty else { return nil }
    let shown = secrets.prefix(12)
    return Table(
      title: "Planted strings that the model gave back",
      columns: [
        .init("documents", .right), .init("times", .right), .init("samples", .right), .init("text"),
      ],
      rows: shown.map { finding in
        .cells([
          NumberFormat.count(finding.documents ?? 0), NumberFormat.count(finding.occurrences ?? 0),
          NumberFormat.count(finding.samples), finding.line,
        ])
      },
      footnotes: secrets.count > shown.count
        ? ["\(NumberFormat.count(secrets.count - shown.count)) more in the page."] : [])
  }

  private static let levels = [0...0, 1...3, 4...15, 16...63, 64...Int.max]

  private static func count(_ value: Int?) -> String { value.map { NumberFormat.count($0) } ?? "-" }
}

extension AuditFinding {
  /// The beginning of the text on one line.
  var line: String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}

extension AuditReport.Configuration {
  /// "59 of 100 [49, 68%]", with the number still to judge, or the number of candidates where nobody
  /// knows.
  fileprivate var share: String {
    guard let memorized, let interval else { return NumberFormat.count(candidates) }
    let open = candidates - (judged ?? candidates)
    return "\(memorized) of \(judged ?? candidates) \(interval.text)"
      + (open > 0 ? ", \(open) open" : "")
  }
}
