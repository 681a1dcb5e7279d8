import Estimators
import LinearAlgebra
import Oracles

// A probability of exactly 0 or 1 tells a side of the decision boundary and no distance from it.
// Such queries are asked again nearer to the boundary: x becomes m + t (x - m), where m is a point
// known to lie near enough and t = 1/2, 1/4, …. Rows of categories can't be moved: there new rows
// are drawn instead, but none beside a list, which may not span them.

extension AnswerPool {
  /// Asks saturated queries again until enough answers have every probability telling.
  ///
  /// - Parameters:
  ///   - wanted: Usable answers to reach; no more than queries were asked.
  ///   - source: Where the queries came from.
  mutating func replaceSaturated(
    reaching wanted: Int, with source: QueryPoints, of oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    let wanted = min(wanted, count)
    let limit = 2 * count + 2 * Self.bisections
    let usable = Set(usableRows)
    guard usable.count < wanted else { return }
    if oracle.space.isRaw {
      guard source == .uniform else { return }
      while usableRows.count < wanted, count < limit, !isCutShort {
        var covered = PointSpan()
        for row in usableRows { _ = covered.insert(points[row: row]) }
        try await askAdaptively(
          (0..<min(wanted - usableRows.count, limit - count)).map { _ in
            oracle.space.uniformQuery(extending: &covered, using: &generator)
          }, of: oracle)
      }
      return
    }
    let saturated = (0..<count).filter { !usable.contains($0) }
    guard let middle = try await leastSaturatedRow(of: oracle, using: &generator) else { return }
    try await approach(
      middle, from: saturated, until: wanted - usableRows.count, limit: limit, of: oracle
    ) { $0.allSatisfy { $0.isTelling && $0 < 1 } }
  }

  /// Asks saturated queries again until the answers tie all classes together.
  ///
  /// A class is tied to others by an answer in which both have a telling probability: that is an
  /// equation in their difference, whatever becomes of the other classes.
  /// - Parameters:
  ///   - wanted: Ties that determine a class; no more than queries were asked.
  ///   - source: Where the queries came from.
  mutating func tieClasses(
    by wanted: Int, with source: QueryPoints, of oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    let wanted = min(wanted, count)
    let original = Array(0..<count)
    // A row whose category saturates every answer stays so: there patience ends sooner.
    let limit =
      oracle.space.isRaw ? 2 * count : count + 2 * classes * wanted + 2 * Self.bisections
    while usableRows.count < count, count < limit, !isCutShort,
      let tie = looseTie(below: wanted)
    {
      let before = count
      switch (oracle.space, source) {
      case (.raw, .listed): return
      case (.raw, .uniform):
        var covered = tie.covered
        try await askAdaptively(
          (0..<min(wanted - covered.rank, limit - count)).map { _ in
            oracle.space.uniformQuery(extending: &covered, using: &generator)
          }, of: oracle)
      case (.encoded, _) where tie.rows.isEmpty:
        guard try await findBoundary(around: tie.inside, of: oracle, using: &generator) else {
          return
        }
      case (.encoded, _):
        let middle = tie.rows.max {
          tie.strength(of: $0, in: self) < tie.strength(of: $1, in: self)
        }
        try await approach(
          middle ?? tie.rows[0], from: original, adding: tie.covered,
          until: wanted - tie.covered.rank, limit: limit, of: oracle, counting: tie.holds)
      }
      // Nothing was near enough: more of the same would not be either.
      guard count > before else { return }
    }
  }

  /// Halvings of a segment until it is a point for all that answers can tell.
  private static var bisections: Int { 60 }

  /// Moves points towards a middle, by halves, until enough of their answers count.
  ///
  /// - Parameters:
  ///   - covered: Directions that count already, if each answer has to add one.
  ///   - wanted: Further answers that count.
  private mutating func approach(
    _ middle: Int, from rows: [Int], adding covered: PointSpan? = nil, until wanted: Int,
    limit: Int, of oracle: some Oracle, counting counts: (ArraySlice<Double>) -> Bool
  ) async throws(OracleError) {
    let center = Array(points[row: middle])
    var (covered, pending) = (covered, rows)
    var missing = wanted
    var fraction = 0.5
    while missing > 0, count < limit, !isCutShort, fraction > 1e-9 {
      // One query tells whether points have come near enough; only then are all asked.
      for size in [1, missing] {
        var (span, batch) = (covered, [(row: Int, point: [Double])]())
        for row in pending where batch.count < min(size, missing, limit - count) {
          let point = zip(points[row: row], center).map { $1 + fraction * ($0 - $1) }
          if span?.insert(point) ?? true { batch.append((row, point)) }
        }
        let first = count
        try await askAdaptively(batch.map { Query(numbers: $0.point) }, of: oracle)
        let counting = (first..<count).filter { counts(probabilities[row: $0]) }
        for row in counting { _ = covered?.insert(points[row: row]) }
        missing -= counting.count
        let done = Set(counting.map { batch[$0 - first].row })
        pending.removeAll(where: done.contains)
        guard !done.isEmpty, missing > 0 else { break }
      }
      fraction /= 2
    }
  }

  /// The row whose smallest probability is the largest, sought by bisection if all are 0.
  ///
  /// - Returns: `nil` if no point without a saturated probability is found.
  private mutating func leastSaturatedRow(
    of oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Int? {
    func smallest(_ row: Int) -> Double { probabilities[row: row].min() ?? 0 }
    func best() -> Int? { (0..<count).max { smallest($0) < smallest($1) } }
    guard let row = best() else { return nil }
    if smallest(row).isTelling { return row }
    guard
      try await findBoundary(around: [label(of: row)], of: oracle, using: &generator),
      let row = best(), smallest(row).isTelling
    else { return nil }
    return row
  }

  /// Bisects the segment from a point labelled by some classes to one labelled by others, until an
  /// answer has telling probabilities of both.
  ///
  /// Where no answer is labelled by the ones or by the others, more points are asked first.
  /// - Returns: Whether one was found; if not, all answers are labelled alike or the budget ended.
  private mutating func findBoundary(
    around inside: Set<Int>, of oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Bool {
    func row(labelledInside isInside: Bool) -> Int? {
      (0..<count).first { inside.contains(label(of: $0)) == isInside }
    }
    if row(labelledInside: true) == nil || row(labelledInside: false) == nil {
      try await askAdaptively(
        oracle.space.uniformQueries(4 * oracle.space.rank, using: &generator), of: oracle)
    }
    guard let nearRow = row(labelledInside: true), let farRow = row(labelledInside: false) else {
      return false
    }
    var (near, far) = (Array(points[row: nearRow]), Array(points[row: farRow]))
    for _ in 0..<Self.bisections {
      let middle = zip(near, far).map { ($0 + $1) / 2 }
      let before = count
      try await askAdaptively([Query(numbers: middle)], of: oracle)
      guard count > before else { return false }
      let telling = (0..<classes).filter { probabilities[count - 1, $0].isTelling }
      if telling.contains(where: inside.contains), !telling.allSatisfy(inside.contains) {
        return true
      }
      if inside.contains(label(of: count - 1)) { near = middle } else { far = middle }
    }
    return false
  }

  private func label(of row: Int) -> Int {
    Prediction(probabilities: probabilities[row: row]).label
  }
}

extension InputSpace {
  /// Whether inputs are rows, which can't be moved.
  fileprivate var isRaw: Bool { if case .raw = self { true } else { false } }
}
