import Memorization
import Reports

extension MemorizationStudy.Measurement {
  func content(_ part: MemorizationStudy.Part) -> MemorizationStudy.Content {
    switch part {
    case .table1: kinds
    case .table2: configurations
    case .table3: rareStrings
    case .perplexity: duplicates
    }
  }

  // MARK: Table 1

  /// The kinds of text among the distinct findings that were selected.
  private var kinds: MemorizationStudy.Content {
    let selected = report.findings.filter(\.selected)
    let kinds = Category.allCases.map { category in
      (
        category: category, published: PublishedAudit.categories[category],
        count: selected.count { $0.categories.contains(category) }
      )
    }.filter { $0.published != nil || $0.count > 0 }
      .sorted { $1.published ?? 0 < $0.published ?? 0 }
    let rows = kinds.map { kind in
      Reproduction.Row(
        labels: ["category": .name(kind.category.rawValue)],
        published: kind.published.map { ["findings": Double($0)] } ?? [:],
        measured: ["findings": Double(kind.count)])
    }
    let table = Table(
      title: "Table 1 of Carlini et al. 2021: kinds of memorised text",
      columns: [
        .init("kind"), .init("of \(PublishedAudit.unique)", .right),
        .init("here, of \(NumberFormat.count(selected.count))", .right),
      ],
      rows: kinds.map { kind in
        .cells([
          kind.category.title + (kind.category.isPersonal ? " *" : ""),
          Self.count(kind.published.map(Double.init)), Self.count(Double(kind.count)),
        ])
      })
    return .init(
      table: table, rows: rows,
      notes: ["* personal data. One finding may be of several kinds, or of none."])
  }

  // MARK: Table 2

  private var configurations: MemorizationStudy.Content {
    let rows = report.configurations.map { configuration in
      let published = PublishedAudit.memorized[configuration.metric]?[configuration.scheme]
      return Reproduction.Row(
        labels: [
          "scheme": .name(configuration.scheme.rawValue), "metric": .name(configuration.metric),
        ],
        published: published.map { ["memorized": Double($0) / 100] } ?? [:],
        measured: [
          "memorized": Double(configuration.memorized ?? 0)
            / Double(max(1, configuration.candidates)),
          "candidates": Double(configuration.candidates),
          "low": configuration.interval?.low ?? 0, "high": configuration.interval?.high ?? 1,
          "auroc": configuration.auroc ?? .nan,
        ].filter { $0.value.isFinite })
    }
    let metrics = plan.references.map(\.name)
    let order = ["perplexity"] + metrics + ["zlib", "window", "lowercase"]
    var lines = order.map { metric in
      Table.Row.cells(
        [metric]
          + report.schemes.flatMap { scheme -> [String] in
            let published = PublishedAudit.memorized[metric]?[scheme.scheme]
            let mine = report.configurations.first {
              $0.metric == metric && $0.scheme == scheme.scheme
            }
            return [published.map(String.init) ?? "-", mine.map(Self.share) ?? "-"]
          })
    }
    lines.append(.separator)
    lines.append(
      .cells(
        ["distinct"]
          + report.schemes.flatMap {
            ["\(PublishedAudit.uniqueByScheme[$0.scheme]!)", "\($0.uniqueSamples ?? 0)"]
          }))
    let table = Table(
      title: "Table 2 of Carlini et al. 2021: memorised of 100 selected samples",
      columns: [.init("metric")]
        + report.schemes.flatMap { [.init($0.scheme.title, .right), .init("here", .right)] },
      rows: lines)
    return .init(
      table: table, rows: rows,
      notes: [
        "Each published value stands left of the one measured here, with its 95% interval. Distinct are "
          + "memorised samples that any metric selected, without duplicates."
      ])
  }

  // MARK: Table 3

  /// The planted strings of one document that samples gave back.
  private var rareStrings: MemorizationStudy.Content {
    let mine = report.findings.filter { $0.planted != nil && $0.documents == 1 }
      .sorted { ($0.occurrences ?? 0, $0.length) < ($1.occurrences ?? 0, $1.length) }
    let rows =
      PublishedAudit.rareStrings.map { string in
        Reproduction.Row(
          labels: ["source": .name("paper")],
          published: [
            "length": Double(string.length), "documents": 1, "occurrences": Double(string.total),
          ], measured: [:])
      }
      + mine.map { finding in
        Reproduction.Row(
          labels: ["source": .name("here")], published: [:],
          measured: [
            "length": Double(finding.length), "documents": 1,
            "occurrences": Double(finding.occurrences ?? 0), "samples": Double(finding.samples),
            "selected": finding.selected ? 1 : 0,
          ])
      }
    func cells(_ values: [String: Double], _ samples: String) -> Table.Row {
      .cells(["length", "documents", "occurrences"].map { Self.count(values[$0]) } + [samples])
    }
    let table = Table(
      title: "Table 3 of Carlini et al. 2021: memorised strings that stand in one document",
      columns: [
        .init("length", .right), .init("documents", .right), .init("times", .right),
        .init("samples", .right),
      ],
      rows: [.group("paper")] + rows.filter { $0.measured.isEmpty }.map { cells($0.published, "-") }
        + [.group("here")]
        + rows.filter { !$0.measured.isEmpty }.map {
          cells($0.measured, Self.count($0.measured["samples"]))
        })
    return .init(
      table: table, rows: rows,
      notes: [
        "Here: every planted string of one document that stands whole in one of all samples, selected "
          + "or not."
      ])
  }

  // MARK: Figures 3 and 4

  private var duplicates: MemorizationStudy.Content {
    let rows = report.schemes.map { scheme in
      Reproduction.Row(
        labels: ["scheme": .name(scheme.scheme.rawValue)],
        published: ["duplicates": PublishedAudit.duplicates[scheme.scheme]!],
        measured: [
          "duplicates": scheme.duplicates, "samples": Double(scheme.samples),
          "memorized": Double(scheme.memorized ?? 0),
        ])
    }
    let table = Table(
      title: "Figures 3 and 4 of Carlini et al. 2021: perplexities of all samples",
      columns: [
        .init("scheme"), .init("duplicates", .right), .init("here", .right),
        .init("samples", .right), .init("memorised", .right),
      ],
      rows: zip(report.schemes, rows).map { scheme, row in
        .cells([
          scheme.scheme.title, NumberFormat.percent(row.published["duplicates"]!),
          NumberFormat.percent(scheme.duplicates), NumberFormat.count(scheme.samples),
          Self.count(Double(scheme.memorized ?? 0)),
        ])
      })
    return .init(
      table: table, rows: rows,
      notes: ["--out FOLDER writes the panels as SVG, one file for each scheme."])
  }

  private static func count(_ value: Double?) -> String {
    value.map { NumberFormat.count(Int($0)) } ?? "-"
  }

  private static func share(_ configuration: AuditReport.Configuration) -> String {
    guard let memorized = configuration.memorized, let interval = configuration.interval else {
      return "-"
    }
    let share = 100 * Double(memorized) / Double(max(1, configuration.candidates))
    return "\(NumberFormat.decimal(share, places: 0)) \(interval.text)"
  }
}
