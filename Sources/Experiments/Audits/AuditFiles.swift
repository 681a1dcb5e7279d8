import Estimators
import Foundation
public import Memorization
import Reports

/// The files that an audit writes beside what it prints.
public struct AuditFiles {
  private let outcome: Audit.Outcome
  private let plan: AuditPlan

  /// The files of an audit.
  public init(_ outcome: Audit.Outcome, _ plan: AuditPlan) {
    self.outcome = outcome
    self.plan = plan
  }

  /// Writes a page on which somebody judges the selected samples by hand.
  ///
  /// - Throws: `MemorizationError` if the training text is known, or the file can't be written.
  public func writeMarkingPage(_ path: String) throws(MemorizationError) {
    guard outcome.report.corpus == nil else {
      throw MemorizationError(
        .option, "the training text is known: there is nothing to judge by hand")
    }
    let items = outcome.report.findings.map { finding in
      MarkingItem(
        id: finding.mark, text: finding.text,
        facts: [
          ("schemes", finding.schemes.map(\.title).joined(separator: ", ")),
          ("selected by", finding.metrics.joined(separator: ", ")),
          ("bytes", NumberFormat.count(finding.length)),
        ])
    }
    let page = MarkingPage(title: "Is it memorised? \(title)", items: items)
    try write(page.html(), to: path)
  }

  /// Writes the findings as CSV (RFC 4180), with a column for marks that `AuditMarks` reads.
  ///
  /// An apostrophe stands before a text that a spreadsheet would take for a formula.
  /// - Throws: `MemorizationError` if the file can't be written.
  public func writeCSV(_ path: String) throws(MemorizationError) {
    let header = [
      "id", "mark", "documents", "occurrences", "samples", "bytes", "schemes", "metrics",
      "categories",
      "text",
    ]
    let isKnown = outcome.report.corpus != nil
    let rows = outcome.report.findings.map { finding -> [String] in
      let counts = [
        finding.documents.map(String.init) ?? "", finding.occurrences.map(String.init) ?? "",
        String(finding.samples), String(finding.length),
      ]
      let names = [
        finding.schemes.map(\.rawValue), finding.metrics, finding.categories.map(\.rawValue),
      ].map { $0.joined(separator: " ") }
      let id = isKnown ? String(finding.id) : finding.mark
      return [id, ""] + counts + names + [Self.harmless(finding.text)]
    }
    try write(CSVWriter().text(header: header, rows: rows), to: path)
  }

  /// Writes tables and figures as one HTML page.
  ///
  /// - Throws: `MemorizationError` if the file can't be written.
  public func writePage(_ path: String) throws(MemorizationError) {
    let references = plan.references.map(\.name)
    let figures = outcome.clouds.map {
      Page.Block.figure($0.panels(references: references), width: 1100, height: 720)
    }
    let page = Page(
      title: "What \(title) gives away", subtitle: outcome.report.headline,
      sections: [
        .init("Result", summary.map(Page.Block.table)),
        .init("Samples", figures),
        .init(
          "All findings",
          [outcome.report.findingTable(first: .max)].compactMap(\.self).map(Page.Block.table)),
      ])
    try write(page.html(), to: path)
  }

  private var summary: [Table] {
    let report = outcome.report
    return [report.configurationTable, report.categoryTable, report.plantedTable]
      .compactMap(\.self)
  }

  private var title: String { URL(filePath: plan.model).lastPathComponent }

  private func write(_ text: String, to path: String) throws(MemorizationError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw MemorizationError(.file, "\(path): can't be written", underlying: error)
    }
  }

  private static func harmless(_ text: String) -> String {
    let starts: [UInt8] = Array("=+-@\t\r".utf8)
    return text.utf8.first.map(starts.contains) == true ? "'" + text : text
  }
}
