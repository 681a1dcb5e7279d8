import Foundation
import Memorization
import Reports

/// Recalls by kind, repetitions and size as tables, with the fitted laws.
struct SizeTable {
  let items: [PlantedItem]
  /// The largest model first.
  let recalls: [SizeStudy.Recall]
  /// The same after each pass over the training text, where there are checkpoints.
  let dynamics: [(epoch: String, recalls: [SizeStudy.Recall])]

  /// Points of recall that ten times the parameters brought Carlini et al. 2022, §4.1.
  private static let publishedSizeSlope = 19.0

  private func share(
    _ recall: SizeStudy.Recall, _ isWanted: (PlantedItem) -> Bool
  ) -> ShareInterval {
    let wanted = items.indices.filter { isWanted(items[$0]) }
    return ShareInterval(wanted.count { recall.found[$0] }, of: wanted.count)
  }

  func reproduction(seconds: Double) -> Reproduction {
    let rows = SizeStudy.families.flatMap { family in
      SizeStudy.levels.compactMap { level in self.row(family, level) }
    }
    let notes = [
      "Of each planted string a model reads the first half, of a link all but the words after its six random "
        + "characters, of a number all but five or six digits; the string counts if greedy decoding gives the rest. Intervals of 95%.",
      slopeNote,
    ]
    let table = Table(
      title: "Planted strings that are completed, by repetitions and size of the model",
      columns: [.init("kind"), .init("times"), .init("strings", .right)]
        + recalls.map { .init($0.model) },
      rows: lines(rows), footnotes: notes)
    var reproduction = Reproduction(
      name: "memorization-size-and-repetition", title: table.title, rows: rows.map(\.row),
      seconds: seconds, notes: notes, table: table)
    reproduction.phenomena = phenomena
    if let table = dynamicsTable { reproduction.furtherTables = [table] }
    return reproduction
  }

  private typealias Line = (family: PlantedItem.Family, cells: [String], row: Reproduction.Row)

  private func row(_ family: PlantedItem.Family, _ level: ClosedRange<Int>) -> Line? {
    let isWanted = { (item: PlantedItem) in
      item.family == family && level.contains(item.occurrences)
    }
    let shares = recalls.map { share($0, isWanted) }
    guard let count = shares.first?.trials, count > 0 else { return nil }
    var measured = ["strings": Double(count)]
    for (recall, share) in zip(recalls, shares) {
      measured[recall.model] = share.share
      measured["\(recall.model)_low"] = share.lower
      measured["\(recall.model)_high"] = share.upper
    }
    return (
      family, [Self.name(level), NumberFormat.count(count)] + shares.map(Self.text),
      Reproduction.Row(
        labels: ["family": .name(family.rawValue), "repetitions": .name(Self.name(level))],
        published: [:], measured: measured)
    )
  }

  private static func name(_ level: ClosedRange<Int>) -> String {
    level.upperBound == .max ? "\(level.lowerBound)+" : "\(level.lowerBound)-\(level.upperBound)"
  }

  private static func text(_ share: ShareInterval) -> String {
    "\(NumberFormat.percent(share.share, places: 0)) \(AuditReport.ClosedInterval(share).text)"
  }

  private func lines(_ rows: [Line]) -> [Table.Row] {
    var lines: [Table.Row] = []
    for (number, row) in rows.enumerated() {
      let isFirst = number == 0 || rows[number - 1].family != row.family
      if isFirst, number > 0 { lines.append(.separator) }
      lines.append(.cells([isFirst ? row.family.rawValue : ""] + row.cells))
    }
    return lines
  }

  private var dynamicsTable: Table? {
    guard !dynamics.isEmpty else { return nil }
    return Table(
      title: "Completed after each pass over the training text",
      columns: [.init("pass")] + recalls.map { .init($0.model) },
      rows: dynamics.map { epoch, recalls in
        .cells([epoch] + recalls.map { Self.text(share($0) { _ in true }) })
      })
  }

  // MARK: Laws

  /// Recall at each level of repetitions, all kinds together, of one model.
  private func curve(_ recall: SizeStudy.Recall) -> [(x: Double, y: Double, weight: Double)] {
    Set(items.map(\.occurrences)).sorted().map { times in
      let share = share(recall) { $0.occurrences == times }
      return (log10(Double(times)), share.share, Double(share.trials))
    }
  }

  /// Points of recall for ten times the repetitions, by model.
  private var repetitionSlopes: [Double] { recalls.map { 100 * Self.slope(curve($0)) } }

  /// Points of recall for ten times the parameters.
  private var sizeSlope: Double {
    100
      * Self.slope(
        recalls.map { (log10(Double($0.parameters)), share($0) { _ in true }.share, 1) })
  }

  /// The slope of a weighted least-squares line.
  private static func slope(_ points: [(x: Double, y: Double, weight: Double)]) -> Double {
    let weight = points.reduce(0) { $0 + $1.weight }
    let x = points.reduce(0) { $0 + $1.weight * $1.x } / weight
    let y = points.reduce(0) { $0 + $1.weight * $1.y } / weight
    let spread = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.x - x) }
    let common = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.y - y) }
    return spread > 0 ? common / spread : 0
  }

  private var slopeNote: String {
    let slopes = zip(recalls, repetitionSlopes).map {
      "\($0.model) \(NumberFormat.decimal($1, places: 0))"
    }.joined(separator: ", ")
    return
      "Lines through recall and logarithm: ten times the parameters bring "
      + "\(NumberFormat.decimal(sizeSlope, places: 0)) points (published for GPT-Neo: "
      + "\(NumberFormat.decimal(Self.publishedSizeSlope, places: 0))); ten times the repetitions "
      + "\(slopes) points (published as log-linear, without a number)."
  }

  private var phenomena: [Reproduction.Phenomenon] {
    let shares = recalls.map { share($0) { _ in true } }
    let slopes = repetitionSlopes
    return [
      .init(
        name: "a larger model completes more",
        passed: zip(shares, shares.dropFirst())
          .allSatisfy { $0.lower > $1.upper },
        evidence: zip(recalls, shares).map { "\($0.model) \(Self.text($1))" }
          .joined(separator: ", ")),
      .init(
        name: "what was repeated more often is completed more often",
        passed: slopes.allSatisfy { $0 >= 0 } && slopes[0] > 0,
        evidence: zip(recalls, slopes).map {
          "\($0.model) \(NumberFormat.decimal($1, places: 0)) points for ten times"
        }.joined(separator: ", ")),
      half,
    ]
  }

  /// The number of repetitions from which half of the strings are completed falls with the size.
  private var half: Reproduction.Phenomenon {
    let levels = SizeStudy.levels
    let firsts = recalls.map { recall in
      levels.indices.first { first in
        levels[first...].allSatisfy { level in
          let share = share(recall) { level.contains($0.occurrences) }
          return share.trials == 0 || share.share >= 0.5
        }
      }.map { levels[$0].lowerBound } ?? Int.max
    }
    return .init(
      name: "a larger model needs fewer repetitions to complete half",
      passed: zip(firsts, firsts.dropFirst()).allSatisfy { $0 <= $1 }
        && firsts[0] < firsts[firsts.count - 1],
      evidence: zip(recalls, firsts).map {
        "\($0.model) " + ($1 == .max ? "never" : "from \($1)")
      }.joined(separator: ", "))
  }
}
