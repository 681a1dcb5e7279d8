import Estimators
import Oracles

// The joint queries of the search, and how their totals are taken apart.

extension JointSearch {
  /// Asks the next joint queries.
  ///
  /// - Returns: Whether there were any to ask.
  mutating func step() async throws(OracleError) -> Bool {
    let open = tracks.indices.filter { !tracks[$0].brackets.isEmpty }
      .sorted { (tracks[$0].openBits, $1) > (tracks[$1].openBits, $0) }
    guard !rows.isOver, let longest = open.first else { return false }
    let isCalm = tracks[longest].brackets.allSatisfy { $0.calm >= Self.calm }
    let candidates = isCalm ? riders(besides: longest, of: open) : []
    for count in stride(from: candidates.count, to: 0, by: -1) {
      let riders = Array(candidates.prefix(count))
      let others = open.filter { index in
        !riders.contains { $0.feature == tracks[index].feature }
      }
      if let groups = groups(count + 1, of: others) {
        return try await ask(riders, with: groups)
      }
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

  /// Values of unforeseen score: of other features than the one that takes longest, and categories.
  private func riders(besides longest: Int, of open: [Int]) -> [Probe] {
    var riders: [Probe] = []
    for index in open where index != longest {
      if let probe = probes(of: tracks[index], mostly: .uncertain).first,
        probe.calm < Self.calm
      {
        riders.append(probe)
      }
    }
    return Array((riders + nextCategories).prefix(Self.riders))
  }

  /// Groups of values of foreseen score, one per query; the first feature must be in all of them.
  private func groups(_ count: Int, of open: [Int]) -> [[Probe]]? {
    var table = SumTable(classes: rows.schema.classes.count)
    var groups = [[Probe]](repeating: [], count: count)
    for (position, index) in open.enumerated() {
      let calm = probes(of: tracks[index], mostly: .calm)
      if position == 0, calm.count < count { return nil }
      for (number, probe) in calm.prefix(count).enumerated() {
        let sign = number == count - 1 ? -1.0 : 1
        if table.add(probe.candidates.map { sign * $0 }, toTellWithin: Double(count) * noise) {
          groups[number].append(probe)
        } else if position == 0 {
          return nil
        }
      }
    }
    return open.isEmpty ? nil : groups
  }

  private enum Order { case uncertain, calm }

  /// The middles of a feature's brackets, those first that are likely to be new, or alone the others.
  private func probes(of track: NumericTrack, mostly order: Order) -> [Probe] {
    let brackets = track.brackets.sorted {
      ($0.calm, $1.upper - $1.lower, $0.lower) < ($1.calm, $0.upper - $0.lower, $1.lower)
    }
    return brackets.filter { order == .uncertain || $0.calm >= Self.calm }.map { bracket in
      Probe(
        feature: track.feature, value: .number(track.grid.value(at: bracket.middle)),
        index: bracket.middle,
        candidates: track.candidates(in: bracket, mayBePlain: settings.numbers != .binned),
        calm: bracket.calm)
    }
  }

  /// Asks riders with a group each, and all of them with a last group; takes the totals apart.
  ///
  /// The last total taken off the sum of the others leaves what the groups score.
  private mutating func ask(
    _ riders: [Probe], with groups: [[Probe]]
  ) async throws(OracleError) -> Bool {
    var totals: [Score] = []
    for (number, group) in groups.enumerated() {
      let riding = number < riders.count ? [riders[number]] : riders
      guard let total = try await score(of: riding + group) else { return false }
      totals.append(total)
    }
    let zero = Score.zero(classes: rows.schema.classes.count)
    let last = groups.count - 1
    var table = SumTable(classes: rows.schema.classes.count)
    let lists = groups.enumerated().flatMap { number, group in
      group.map { $0.candidates.map { (number == last ? -1 : 1) * $0 } }
    }
    let rest = totals.dropLast().reduce(zero, +) - totals[last]
    if lists.allSatisfy({ table.add($0) }), var choice = table.choice(for: rest)?[...] {
      for (number, group) in groups.enumerated() {
        let chosen = zip(group, choice).map { $0.candidates[$1] }
        choice = choice.dropFirst(group.count)
        for (probe, score) in zip(group, chosen) { learn(score, of: probe) }
        if number < last { learn(totals[number] - chosen.reduce(zero, +), of: riders[number]) }
      }
      return true
    }
    var sum = zero
    for (number, rider) in riders.enumerated() {
      guard let alone = try await score(of: [rider]) else { return false }
      learn(alone, of: rider)
      sum = sum + alone
      try await resolve(groups[number], totals[number] - alone)
    }
    try await resolve(groups[last], totals[last] - sum)
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

  /// Of each feature the first category whose score isn't known yet.
  private var nextCategories: [Probe] {
    rows.schema.features.enumerated().compactMap { index, feature in
      guard case .categorical(let names) = feature.kind else { return nil }
      let known = categories[index] ?? [:]
      return names.indices.first { known[$0] == nil }.map { probe(category: $0, of: index) }
    }
  }

  mutating func askRemainingCategories() async throws(OracleError) {
    while !rows.isOver, let probe = nextCategories.first {
      guard let score = try await score(of: [probe]) else { return }
      learn(score, of: probe)
    }
  }
}
