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
/// A value whose score can't be foretold, such as a category, rides along in two such queries: their
/// difference doesn't hold it, and tells the rest.
struct JointSearch<Target: Oracle> {
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
  private var noise = 0.0

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

  // MARK: One step

  /// Asks the next one or two joint queries.
  ///
  /// - Returns: Whether there was one to ask.
  private mutating func step() async throws(OracleError) -> Bool {
    let open = tracks.indices.filter { !tracks[$0].brackets.isEmpty }
      .sorted { (tracks[$0].openBits, $1) > (tracks[$1].openBits, $0) }
    guard !rows.isOver, let longest = open.first else { return false }
    if let rider = rider(besides: longest, of: open),
      let (first, second) = pair(open.filter { tracks[$0].feature != rider.feature })
    {
      return try await ask(rider, with: first, and: second)
    }
    var table = SumTable(classes: rows.schema.classes.count)
    var group: [Probe] = []
    for index in open {
      guard let probe = probes(of: tracks[index], mostly: .uncertain).first else { continue }
      if group.isEmpty {
        _ = table.add(probe.candidates)
        group.append(probe)
      } else if table.add(probe.candidates, toTellWithin: noise) {
        group.append(probe)
      }
    }
    guard let total = try await score(of: group) else { return false }
    try await resolve(group, total)
    return true
  }

  /// A value of unforeseen score: of another feature than the one that takes longest, or a category.
  private func rider(besides longest: Int, of open: [Int]) -> Probe? {
    for index in open where index != longest {
      if let probe = probes(of: tracks[index], mostly: .uncertain).first,
        probe.calm < settings.calm
      {
        return probe
      }
    }
    return nextCategory
  }

  /// Two groups of values of foreseen score for two queries; the first feature must be in both.
  private func pair(_ open: [Int]) -> (first: [Probe], second: [Probe])? {
    var table = SumTable(classes: rows.schema.classes.count)
    var groups: (first: [Probe], second: [Probe]) = ([], [])
    for index in open {
      let calm = probes(of: tracks[index], mostly: .calm).prefix(2)
      for (position, probe) in calm.enumerated() {
        let list = position == 0 ? probe.candidates : probe.candidates.map { -1 * $0 }
        guard table.add(list, toTellWithin: noise) else { continue }
        if position == 0 { groups.first.append(probe) } else { groups.second.append(probe) }
      }
      if groups.first.isEmpty || groups.second.isEmpty { return nil }
    }
    return groups.first.isEmpty ? nil : groups
  }

  private enum Order { case uncertain, calm }

  /// The middles of a feature's brackets, those first that are likely to be new, or alone the others.
  private func probes(of track: NumericTrack, mostly order: Order) -> [Probe] {
    let brackets = track.brackets.sorted {
      ($0.calm, $1.upper - $1.lower, $0.lower) < ($1.calm, $0.upper - $0.lower, $1.lower)
    }
    return brackets.filter { order == .uncertain || $0.calm >= settings.calm }.map { bracket in
      Probe(
        feature: track.feature, value: .number(track.grid.value(at: bracket.middle)),
        index: bracket.middle,
        candidates: track.candidates(in: bracket, mayBePlain: settings.numbers != .binned),
        calm: bracket.calm)
    }
  }

  /// Asks a rider in two queries with two groups, and takes the totals apart.
  private mutating func ask(
    _ rider: Probe, with first: [Probe], and second: [Probe]
  ) async throws(OracleError) -> Bool {
    guard let one = try await score(of: [rider] + first),
      let two = try await score(of: [rider] + second)
    else { return false }
    var table = SumTable(classes: rows.schema.classes.count)
    let lists = first.map(\.candidates) + second.map { $0.candidates.map { -1 * $0 } }
    if lists.allSatisfy({ table.add($0) }), let choice = table.choice(for: one - two) {
      let chosen = zip(first + second, choice).map { $0.candidates[$1] }
      let sum = chosen.prefix(first.count).reduce(Score.zero(classes: base.values.count + 1), +)
      for (probe, score) in zip(first + second, chosen) { learn(score, of: probe) }
      learn(one - sum, of: rider)
      return true
    }
    guard let alone = try await score(of: [rider]) else { return false }
    learn(alone, of: rider)
    try await resolve(first, one - alone)
    try await resolve(second, two - alone)
    return true
  }

  /// Finds out which scores a total is made of, with further queries if it must.
  mutating func resolve(_ probes: [Probe], _ total: Score) async throws(OracleError) {
    guard probes.count > 1 else {
      for probe in probes { learn(total, of: probe) }
      return
    }
    var table = SumTable(classes: rows.schema.classes.count)
    if probes.allSatisfy({ table.add($0.candidates) }), let choice = table.choice(for: total) {
      for (probe, index) in zip(probes, choice) { learn(probe.candidates[index], of: probe) }
      return
    }
    // Those that are likeliest to be new apart from the others, or one half apart from the other.
    let least = probes.map(\.calm).min() ?? 0
    var part = probes.filter { $0.calm == least }
    if part.count == probes.count { part = Array(probes.prefix(probes.count / 2)) }
    let rest = probes.filter { probe in !part.contains { $0.feature == probe.feature } }
    guard let score = try await score(of: part) else { return }
    try await resolve(part, score)
    try await resolve(rest, total - score)
  }

  /// Takes in what a value scores.
  private mutating func learn(_ score: Score, of probe: Probe) {
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
  private mutating func score(of probes: [Probe]) async throws(OracleError) -> Score? {
    let isSolving = probes.count == 1 && probes[0].index == nil
    guard let answer = try await rows.ask([row(probes)], for: isSolving ? .solving : .search)
    else { return nil }
    let score = Score(answer[0], rows.precision) - base
    if probes.count > 1 { noise = noise / 2 + score.error }
    return score
  }

  // MARK: Categories

  /// The first category whose score isn't known yet.
  private var nextCategory: Probe? {
    for (index, feature) in rows.schema.features.enumerated() {
      guard case .categorical(let names) = feature.kind else { continue }
      let known = categories[index] ?? [:]
      if let category = names.indices.first(where: { known[$0] == nil }) {
        return probe(category: category, of: index)
      }
    }
    return nil
  }

  private mutating func askRemainingCategories() async throws(OracleError) {
    while !rows.isOver, let probe = nextCategory {
      guard let score = try await score(of: [probe]) else { return }
      learn(score, of: probe)
    }
  }

  // MARK: Values

  private func probe(_ track: NumericTrack, at index: Int) -> Probe {
    Probe(
      feature: track.feature, value: .number(track.grid.value(at: index)), index: index,
      candidates: track.score(at: index).map { [$0] } ?? [], calm: 0)
  }

  private func probe(category: Int, of feature: Int) -> Probe {
    Probe(
      feature: feature, value: .category(category), index: nil,
      candidates: categories[feature]?[category].map { [$0] } ?? [], calm: 0)
  }

  private func row(_ probes: [Probe]) -> Query {
    rows.row(probes.map { ($0.feature, $0.value) })
  }
}

// MARK: - The check

extension JointSearch {
  /// Asks random rows, and takes those apart that don't score as the sum of what was learnt.
  ///
  /// Bins that score alike hide what lies between them: a random value in there shows it.
  /// - Returns: Whether nothing new came up, or the budget ended.
  private mutating func isConfirmed(
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Bool {
    guard settings.checks > 0, !rows.isOver else { return true }
    let drawn = (0..<settings.checks).map { number in
      randomProbes(binFirst: number % 2 == 1, using: &generator)
    }
    // The budget may grant some of them only.
    _ = try await rows.ask(drawn.map { row($0) }, for: .check)
    var isConfirmed = true
    for earlier in drawn {
      // What an earlier row has shown may explain this one.
      let probes = earlier.map(renewed)
      guard probes.allSatisfy({ !$0.candidates.isEmpty }),
        let answer = try await rows.ask([row(probes)], for: .check)
      else { continue }
      let total = Score(answer[0], rows.precision) - base
      let sum = probes.reduce(Score.zero(classes: base.values.count + 1)) { $0 + $1.candidates[0] }
      if total.agrees(with: sum) { continue }
      isConfirmed = false
      try await resolve(probes, total)
    }
    return isConfirmed || rows.isOver
  }

  /// A value per feature: anywhere in the grid, or in a bin that was drawn first.
  private func randomProbes(
    binFirst: Bool, using generator: inout some RandomNumberGenerator
  ) -> [Probe] {
    rows.schema.features.enumerated().map { feature, description in
      if case .categorical(let names) = description.kind {
        return probe(category: generator.integer(below: names.count), of: feature)
      }
      let track = tracks.first { $0.feature == feature }!
      var (lower, upper) = (track.grid.lower, track.grid.upper)
      if binFirst {
        let bins = track.bins
        let bin = bins[generator.integer(below: bins.count)]
        (lower, upper) = (bin.lower, bin.upper)
      }
      return probe(track, at: lower + generator.integer(below: upper - lower + 1))
    }
  }

  /// The same value with what is known of it by now.
  private func renewed(_ earlier: Probe) -> Probe {
    if case .category(let category) = earlier.value {
      return probe(category: category, of: earlier.feature)
    }
    guard let index = earlier.index,
      let track = tracks.first(where: { $0.feature == earlier.feature })
    else { return earlier }
    return probe(track, at: index)
  }
}
