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

  /// Writes the findings as CSV (RFC 4180), with a column for marks.
  ///
  /// - Throws: `MemorizationError` if the file can't be written.
  public func writeCSV(_ path: String) throws(MemorizationError) {
    var lines = ["id,mark,documents,occurrences,samples,bytes,schemes,metrics,categories,text"]
    for finding in outcome.report.findings {
      let cells = [
        outcome.report.corpus == nil ? finding.mark : "\(finding.id)", "",
        finding.documents.map { "\($0)" } ?? "",
        finding.occurrences.map { "\($0)" } ?? "", "\(finding.samples)", "\(finding.length)",
        finding.schemes.map(\.rawValue).joined(separator: " "),
        finding.metrics.joined(separator: " "),
        finding.categories.map(\.rawValue).joined(separator: " "), finding.text,
      ]
      lines.append(cells.map(Self.quoted).joined(separator: ","))
    }
    try write(lines.map { $0 + "\r\n" }.joined(), to: path)
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

  private static func quoted(_ cell: String) -> String {
    // Compared by bytes: to Swift a line feed after a carriage return is one character.
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    return "\"\(cell.replacing("\"", with: "\"\""))\""
  }
}
