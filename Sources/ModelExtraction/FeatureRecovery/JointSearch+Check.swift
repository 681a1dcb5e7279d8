import Estimators
import LinearAlgebra
import Oracles

// The test of what was found, and its repair.

extension JointSearch {
  /// Asks random rows, and takes those apart that don't score as the sum of what was learnt.
  ///
  /// Bins that score alike hide what lies between them: a random value in there shows it. The rows of
  /// the search are held to the same sum, which costs no query: a score that was new and came to a sum
  /// of known ones by chance is found so.
  /// - Returns: Whether nothing new came up, or the budget ended.
  mutating func isConfirmed(
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Bool {
    guard settings.checks > 0, !rows.isOver else { return true }
    let drawn = (0..<settings.checks).map { number in
      row(randomProbes(binFirst: number % 2 == 1, using: &generator))
    }
    // The budget may grant some of them only.
    _ = try await rows.ask(drawn, for: .check)
    var isConfirmed = true
    for (input, answer) in zip(rows.inputs, rows.answers) {
      // What an earlier row has shown may explain this one.
      guard let probes = knownProbes(of: input) else { continue }
      let total = Score(answer, rows.precision) - base
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
      guard let track = tracks.first(where: { $0.feature == feature }) else {
        return probe(
          category: generator.integer(below: description.encodedWidth), of: feature)
      }
      var (lower, upper) = (track.grid.lower, track.grid.upper)
      if binFirst {
        let bins = track.bins
        let bin = bins[generator.integer(below: bins.count)]
        (lower, upper) = (bin.lower, bin.upper)
      }
      return probe(track, at: lower + generator.integer(below: upper - lower + 1))
    }
  }

  /// The values of a row with what is known of each; `nil` if something isn't, or lies off the grid.
  private func knownProbes(of row: Query) -> [Probe]? {
    var probes: [Probe] = []
    for (feature, value) in row.values.enumerated() {
      var known: Probe?
      switch value {
      case .missing: continue
      case .category(let category): known = probe(category: category, of: feature)
      case .number(let number):
        if let track = tracks.first(where: { $0.feature == feature }),
          let index = track.grid.index(of: number)
        {
          known = probe(track, at: index)
        }
      }
      guard let known, !known.candidates.isEmpty else { return nil }
      probes.append(known)
    }
    return probes
  }
}
