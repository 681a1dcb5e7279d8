import Estimators
import LinearAlgebra
import Oracles

extension JointSearch {
  /// Asks random rows, and takes those apart that don't score as the sum of what was learnt.
  ///
  /// Bins that score alike hide what lies between them: a random value in there shows it.
  /// - Returns: Whether nothing new came up, or the budget ended.
  mutating func isConfirmed(
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
