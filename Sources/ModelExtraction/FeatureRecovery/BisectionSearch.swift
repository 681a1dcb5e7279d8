import Estimators
import Oracles

/// The paper's search for thresholds: one feature at a time, with all others absent.
///
/// Tramèr et al. 2016, §5.2 and the authors' code: both ends of the grid are asked; where their answers
/// differ, the middle is asked and both halves are searched likewise, down to one step. Where they are
/// equal, the middle is asked once to confirm it. All features are searched in the same rounds, which
/// changes no query.
struct BisectionSearch<Target: Oracle> {
  var rows: RowInterrogation<Target>
  let settings: FeatureRecovery
  /// Whether a part with equal ends is confirmed; otherwise only the whole grid is.
  let confirms: Bool
  /// Thresholds by feature; `nil` in place of them where numbers are not binned.
  private(set) var found: [Int: [Double]?] = [:]

  private struct Part {
    let feature: Int
    let grid: ValueGrid
    let lower: Int
    let upper: Int

    var middle: Int { lower + (upper - lower) / 2 }
    /// Whether nothing lies between the ends.
    var isStep: Bool { upper - lower <= 1 }
  }

  init(_ rows: RowInterrogation<Target>, settings: FeatureRecovery, confirms: Bool) {
    self.rows = rows
    self.settings = settings
    self.confirms = confirms
  }

  /// Searches all numeric features, until the budget ends.
  mutating func run() async throws(OracleError) {
    var parts: [Part] = []
    for (index, feature) in rows.schema.features.enumerated() {
      guard let grid = settings.grid(of: feature) else { continue }
      let part = Part(feature: index, grid: grid, lower: grid.lower, upper: grid.upper)
      if try await isPlain(part) {
        found[index] = .some(nil)
      } else {
        found[index] = []
        parts.append(part)
      }
    }
    var isFirst = true
    while !parts.isEmpty {
      parts = try await split(parts, confirming: confirms || isFirst)
      isFirst = false
    }
  }

  /// Asks the ends and, where a threshold may lie within, the middles.
  ///
  /// - Returns: The parts that are left.
  private mutating func split(
    _ parts: [Part], confirming: Bool
  ) async throws(OracleError) -> [Part] {
    _ = try await rows.ask(
      parts.flatMap { [row($0, at: $0.lower), row($0, at: $0.upper)] }, for: .search)
    var split: [(part: Part, isEqual: Bool)] = []
    for part in parts {
      guard let low = try await answer(part, at: part.lower),
        let high = try await answer(part, at: part.upper)
      else { continue }
      switch (low == high, part.isStep) {
      case (true, true): break
      case (true, false): if confirming { split.append((part, true)) }
      case (false, true): found[part.feature]??.append(part.grid.value(at: part.lower))
      case (false, false): split.append((part, false))
      }
    }
    _ = try await rows.ask(split.map { row($0.part, at: $0.part.middle) }, for: .search)
    var next: [Part] = []
    for (part, isEqual) in split {
      guard let middle = try await answer(part, at: part.middle) else {
        // Where the budget ended, the middle is the best guess.
        if !isEqual { found[part.feature]??.append(part.grid.value(at: part.middle)) }
        continue
      }
      if isEqual, try await answer(part, at: part.lower) == middle { continue }
      for (lower, upper) in [(part.lower, part.middle), (part.middle, part.upper)] {
        next.append(Part(feature: part.feature, grid: part.grid, lower: lower, upper: upper))
      }
    }
    return next
  }

  /// Whether numbers are taken as they are: then neighbouring values differ wherever one looks.
  private mutating func isPlain(_ part: Part) async throws(OracleError) -> Bool {
    switch settings.numbers {
    case .binned: return false
    case .plain: return true
    case .unknown:
      let places = [part.middle, part.lower + (part.upper - part.lower) / 4]
      _ = try await rows.ask(
        places.flatMap { [row(part, at: $0), row(part, at: $0 + 1)] }, for: .search)
      for place in places {
        guard let one = try await answer(part, at: place),
          let other = try await answer(part, at: place + 1), one != other
        else { return false }
      }
      return true
    }
  }

  private mutating func answer(_ part: Part, at index: Int) async throws(OracleError) -> [Double]? {
    try await rows.ask([row(part, at: index)], for: .search)?.first
  }

  private func row(_ part: Part, at index: Int) -> Query {
    rows.row([(part.feature, .number(part.grid.value(at: index)))])
  }

  /// The encoder of what was found.
  ///
  /// - Parameter marksMissing: Whether numbers that aren't binned have a column for missing values.
  func encoder(marksMissing: Bool) -> BinnedEncoder {
    let encodings = rows.schema.features.indices.map { index in
      switch found[index] {
      case nil: FeatureEncoding(.categories)
      case .some(nil): FeatureEncoding(.number, marksMissing: marksMissing)
      case .some(let thresholds?): FeatureEncoding(.bins(thresholds.sorted()))
      }
    }
    return BinnedEncoder(rows.schema, encodings: encodings)
  }
}
