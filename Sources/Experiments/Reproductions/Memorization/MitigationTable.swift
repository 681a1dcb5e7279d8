import Foundation
import LinearAlgebra
import Memorization
import Reports

/// What mitigations cost and leave, as a table with the claims of the literature.
struct MitigationTable {
  let study: MitigationStudy
  let outcomes: [MitigationStudy.Outcome]
  let truth: [PlantedItem]

  init(_ study: MitigationStudy, _ outcomes: [MitigationStudy.Outcome], _ truth: [PlantedItem]) {
    self.study = study
    self.outcomes = outcomes
    self.truth = truth
  }

  /// Shares of generated tokens that stand in the training text in runs of 50 (Lee et al. 2022, table 4):
  /// without and with exact removal, one pass.
  private static let published: [MitigationStudy.Variant: Double] = [
    .plain: 0.01926, .deduplicated: 0.00138,
  ]

  func reproduction(seconds: Double) -> Reproduction {
    let rows = outcomes.map(row)
    let notes = [
      "Model \(study.model.rawValue) on the lab of size \(study.plan.size.rawValue), "
        + "\(NumberFormat.decimal(study.epochs, places: 0)) passes; \(NumberFormat.count(study.samples)) samples of "
        + "256 tokens (top 40). Memorised: bytes of samples in runs of 120 or more of the training text as it was "
        + "before any measure; published: tokens in runs of 50, of a model of 1.5 billion parameters (Lee et al. "
        + "2022).",
      "Exposure in bits of nine-digit numbers that stood in 1 to 8 documents, of numbers that stood nowhere, and "
        + "of those in 64 or more.",
    ]
    let table = Table(
      title: "What mitigations cost and what they leave",
      columns: [
        .init("measure"), .init("held-out loss", .right), .init("accuracy", .right),
        .init("memorised published", .right), .init("here", .right), .init("planted found", .right),
        .init("completed", .right), .init("exposure 1-8", .right), .init("never", .right),
        .init("64+", .right), .init("training", .right),
      ],
      rows: outcomes.map(line), footnotes: notes)
    var reproduction = Reproduction(
      name: "memorization-mitigations", title: table.title, rows: rows, seconds: seconds,
      notes: notes, table: table)
    reproduction.phenomena = phenomena
    return reproduction
  }

  private func mean(
    _ level: MitigationStudy.Level, _ outcome: MitigationStudy.Outcome
  ) -> Double {
    let values = outcome.exposures[level] ?? []
    return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }

  private func row(_ outcome: MitigationStudy.Outcome) -> Reproduction.Row {
    Reproduction.Row(
      labels: ["measure": .name(outcome.variant.rawValue)],
      published: Self.published[outcome.variant].map { ["memorized": $0] } ?? [:],
      measured: [
        "held_out_loss": outcome.heldOutLoss, "accuracy": outcome.accuracy,
        "memorized": outcome.memorized, "planted_found": Double(outcome.planted.count),
        "completed": outcome.completed.map { Double($0.count) } ?? .nan,
        "exposure_few": mean(.few, outcome),
        "exposure_never": mean(.never, outcome), "exposure_many": mean(.many, outcome),
        "training_seconds": outcome.seconds ?? .nan,
      ].filter { $0.value.isFinite })
  }

  private func line(_ outcome: MitigationStudy.Outcome) -> Table.Row {
    func bits(_ level: MitigationStudy.Level) -> String {
      let value = mean(level, outcome)
      return value.isFinite ? NumberFormat.decimal(value, places: 1) : "-"
    }
    return .cells([
      outcome.variant.rawValue, NumberFormat.decimal(outcome.heldOutLoss),
      NumberFormat.percent(outcome.accuracy, places: 1),
      Self.published[outcome.variant].map { NumberFormat.percent($0, places: 3) } ?? "-",
      NumberFormat.percent(outcome.memorized, places: 3), NumberFormat.count(outcome.planted.count),
      outcome.completed.map { NumberFormat.count($0.count) } ?? "-",
      bits(.few), bits(.never), bits(.many),
      outcome.seconds.map(NumberFormat.seconds) ?? "-",
    ])
  }

  // MARK: Claims

  private func outcome(_ variant: MitigationStudy.Variant) -> MitigationStudy.Outcome {
    outcomes.first { $0.variant == variant }!
  }

  private var phenomena: [Reproduction.Phenomenon] {
    [fewer, noWorse, redacted, hidden, grouped, filtered].compactMap(\.self)
  }

  private func percent(_ share: Double) -> String { NumberFormat.percent(share, places: 3) }

  /// `nil` if the plain model repeats nothing, of which nothing could be taken.
  private var fewer: Reproduction.Phenomenon? {
    let (plain, clean) = (outcome(.plain).memorized, outcome(.deduplicated).memorized)
    guard plain > 0 else { return nil }
    return .init(
      name: "de-duplication leaves at least 5 times fewer memorised bytes",
      passed: 5 * clean <= plain,
      evidence: "\(percent(clean)) against \(percent(plain))")
  }

  private var noWorse: Reproduction.Phenomenon {
    let (plain, clean) = (outcome(.plain).heldOutLoss, outcome(.deduplicated).heldOutLoss)
    return .init(
      name: "de-duplication makes the held-out loss no more than 3% worse",
      passed: clean <= 1.03 * plain,
      evidence: "\(NumberFormat.decimal(clean)) against \(NumberFormat.decimal(plain)) nats")
  }

  /// How many strings of a family come back from a variant, in samples or completed.
  private func count(
    _ family: PlantedItem.Family, _ variant: MitigationStudy.Variant
  ) -> Int {
    let outcome = outcome(variant)
    let mine = Set(truth.filter { $0.family == family }.map(\.id))
    return outcome.planted.union(outcome.completed ?? []).intersection(mine).count
  }

  /// `nil` if none comes back from the plain model, of which nothing could be hidden.
  private var redacted: Reproduction.Phenomenon? {
    guard count(.contact, .plain) > 0 else { return nil }
    return .init(
      name: "of redacted text no contact block comes back", passed: count(.contact, .redacted) == 0,
      evidence: "\(count(.contact, .redacted)) against \(count(.contact, .plain))")
  }

  /// Under differential privacy what stood in few documents is no more exposed than what stood nowhere: the
  /// means differ by less than two standard errors.
  private var hidden: Reproduction.Phenomenon? {
    let outcome = outcome(.private)
    guard [.few, .never].allSatisfy({ outcome.exposures[$0]?.count ?? 0 > 1 }) else { return nil }
    let (few, never) = (mean(.few, outcome), mean(.never, outcome))
    let error = [MitigationStudy.Level.few, .never].reduce(0.0) { sum, level in
      let values = outcome.exposures[level] ?? []
      let center = mean(level, outcome)
      let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
      return sum + squares / Double(values.count * (values.count - 1))
    }.squareRoot()
    let cost = outcome.heldOutLoss / self.outcome(.plain).heldOutLoss - 1
    return .init(
      name:
        "at epsilon \(NumberFormat.decimal(study.epsilon, places: 0)) numbers of up to 8 documents hide among those never inserted",
      passed: few - never < 2 * error,
      evidence:
        "\(NumberFormat.decimal(few, places: 1)) against \(NumberFormat.decimal(never, places: 1)) bits, two errors are "
        + "\(NumberFormat.decimal(2 * error, places: 1)); without \(NumberFormat.decimal(mean(.few, self.outcome(.plain)), places: 1)); held-out loss "
        + "\(NumberFormat.percent(cost, places: 0)) higher")
  }

  /// The unit of privacy is a document: a link hides in its one document however often it stands there, a number
  /// in many documents is protected as a group.
  private var grouped: Reproduction.Phenomenon? {
    let outcome = outcome(.private)
    let (found, without) = (count(.url, .private), count(.url, .plain))
    guard without > 0 else { return nil }
    return .init(
      name: "a link that stands up to 359 times in one document hides; one document is the unit",
      passed: found == 0,
      evidence:
        "\(found) links against \(without) without; numbers in 64 documents or more, a group's, "
        + "\(NumberFormat.decimal(mean(.many, outcome), places: 1)) bits against "
        + "\(NumberFormat.decimal(mean(.few, outcome), places: 1)) in up to 8")
  }

  private var filtered: Reproduction.Phenomenon? {
    let (plain, clean) = (outcome(.plain).memorized, outcome(.filtered).memorized)
    guard plain > 0 else { return nil }
    return .init(
      name: "a filter of 50 tokens leaves at least 5 times fewer memorised bytes",
      passed: 5 * clean <= plain,
      evidence:
        "\(percent(clean)) against \(percent(plain)); \(outcome(.filtered).planted.count) against "
        + "\(outcome(.plain).planted.count) planted strings, the shorter ones pass")
  }
}
