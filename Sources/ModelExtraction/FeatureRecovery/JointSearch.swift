import Estimators
import LinearAlgebra
import Oracles

/// Looks for the thresholds of all numeric features at once, and learns the weights on the way.
///
/// The score of a row is a sum over its features, and a missing one adds nothing. Where the bins at
/// both ends of a bracket are known, its middle has one of two known scores, unless it lies in a bin
/// of its own. So one query carries a value for every feature, and the total tells which scores it is
/// made of (`SumTable`). A total that is no such sum is taken apart: part of its values are asked
/// again, which is never more than asking each alone.
///
/// Values whose scores can't be foretold, such as categories, ride along: each in a query of its own, all
/// of them in one more. The last total taken off the others doesn't hold them, and tells the rest.
struct JointSearch<Target: Oracle> {
  /// A bracket counts as calm after so many looks in a row that showed no further bin: then its middle
  /// is foreseen well enough to be told in a sum. Tried from 0 to 3 on the targets of Table 7.
  static var calm: Int { 1 }
  /// Values of unforeseen score in one block of queries at most; more than three save hardly more.
  static var riders: Int { 3 }

  var rows: RowInterrogation<Target>
  let settings: FeatureRecovery
  /// The numeric features, in the schema's order.
  var tracks: [NumericTrack] = []
  /// The scores of categories: by feature, then by category.
  var categories: [Int: [Int: Score]] = [:]
  /// Whether scores are sums over the features, as those of softmax and of one logistic function.
  private(set) var isAdditive = true
  /// The score of the empty row.
  private(set) var base: Score
  /// The error that the next joint score is expected to have.
  private(set) var noise = 0.0

  /// One feature's value in a query.
  struct Probe {
    let feature: Int
    let value: Value
    /// The index in the feature's grid; `nil` for a category.
    let index: Int?
    /// What the score may be if it is nothing new.
    let candidates: [Score]
    /// How little it can be expected to be new.
    let calm: Int
  }

  init(_ rows: RowInterrogation<Target>, settings: FeatureRecovery) {
    self.rows = rows
    self.settings = settings
    base = .zero(classes: rows.schema.classes.count)
    for (index, feature) in rows.schema.features.enumerated() {
      if let grid = settings.grid(of: feature) {
        tracks.append(NumericTrack(feature: index, grid: grid))
      }
    }
  }

  /// Finds bins and weights, and goes on until random rows agree with them or the budget ends.
  mutating func run(using generator: inout some RandomNumberGenerator) async throws(OracleError) {
    guard try await open(), isAdditive else { return }
    var repairs = 0
    repeat {
      while try await step() {}
      try await askRemainingCategories()
      repairs += 1
    } while try await !isConfirmed(using: &generator) && repairs <= settings.repairs
  }

  // MARK: The first queries

  /// The empty row, one value of each feature alone, then all of them at once.
  ///
  /// - Returns: Whether the budget granted them.
  private mutating func open() async throws(OracleError) -> Bool {
    let classes = rows.schema.classes.count
    let first = rows.schema.features.enumerated().map { index, feature in
      tracks.first { $0.feature == index }.map { probe($0, at: $0.grid.far) }
        ?? probe(category: 0, of: index)
    }
    let empty = rows.row([])
    guard let answers = try await rows.ask([empty] + first.map { row([$0]) }, for: .solving)
    else { return false }
    rows.precision = AnswerPrecision(answers)
    base = Score(answers[0], rows.precision)
    noise = 4 * base.error
    let scores = answers.dropFirst().map { Score($0, rows.precision) - base }
    for (probe, score) in zip(first, scores) { learn(score, of: probe) }

    if settings.numbers != .binned, !tracks.isEmpty {
      let halves = zip(first, scores).map { probe, score -> (feature: Int, value: Value, Score) in
        guard case .number(let number) = probe.value else {
          return (probe.feature, probe.value, score)
        }
        return (probe.feature, .number(number / 2), 0.5 * score)
      }
      let half = rows.row(halves.map { ($0.feature, $0.value) })
      let sum = halves.reduce(Score.zero(classes: classes)) { $0 + $1.2 }
      guard let agrees = try await check(half, is: sum) else { return false }
      if agrees {
        for index in tracks.indices { tracks[index].settleAsPlain() }
        return true
      }
    }
    if first.count > 1 {
      let sum = scores.reduce(Score.zero(classes: classes), +)
      guard let agrees = try await check(row(first), is: sum) else { return false }
      isAdditive = agrees
    }
    return isAdditive ? try await askOtherEnds() : true
  }

  /// The other end of each feature's grid.
  private mutating func askOtherEnds() async throws(OracleError) -> Bool {
    for track in tracks {
      rows.relabel(row([probe(track, at: track.grid.far)]), as: .search)
    }
    let others = tracks.map { track in
      probe(track, at: track.grid.far == track.grid.lower ? track.grid.upper : track.grid.lower)
    }
    guard let answers = try await rows.ask(others.map { row([$0]) }, for: .search) else {
      return false
    }
    for (probe, answer) in zip(others, answers) {
      learn(Score(answer, rows.precision) - base, of: probe)
    }
    for index in tracks.indices { tracks[index].openAll() }
    return true
  }

  /// Whether a row's score is a given one above that of the empty row; `nil` without an answer.
  private mutating func check(
    _ row: Query, is score: Score
  ) async throws(OracleError) -> Bool? {
    guard let answer = try await rows.ask([row], for: .check) else { return nil }
    return (Score(answer[0], rows.precision) - base).agrees(with: score)
  }

  // MARK: Values

  /// Takes in what a value scores.
  mutating func learn(_ score: Score, of probe: Probe) {
    guard let grid = probe.index else {
      if case .category(let category) = probe.value {
        categories[probe.feature, default: [:]][category] = score
      }
      return
    }
    guard let index = tracks.firstIndex(where: { $0.feature == probe.feature }) else { return }
    let isLine = probe.candidates.count == 3 && probe.candidates[2].agrees(with: score)
    tracks[index].learn(score, at: grid)
    if isLine { tracks[index].settleAsPlain() }
  }

  /// The score of a row of some values, above that of the empty row; `nil` if the budget ended.
  mutating func score(of probes: [Probe]) async throws(OracleError) -> Score? {
    let isSolving = probes.count == 1 && probes[0].index == nil
    guard let answer = try await rows.ask([row(probes)], for: isSolving ? .solving : .search)
    else { return nil }
    let score = Score(answer[0], rows.precision) - base
    if probes.count > 1 { noise = noise / 2 + score.error }
    return score
  }

  func probe(_ track: NumericTrack, at index: Int) -> Probe {
    Probe(
      feature: track.feature, value: .number(track.grid.value(at: index)), index: index,
      candidates: track.score(at: index).map { [$0] } ?? [], calm: 0)
  }

  func probe(category: Int, of feature: Int) -> Probe {
    Probe(
      feature: feature, value: .category(category), index: nil,
      candidates: categories[feature]?[category].map { [$0] } ?? [], calm: 0)
  }

  func row(_ probes: [Probe]) -> Query {
    rows.row(probes.map { ($0.feature, $0.value) })
  }
}
