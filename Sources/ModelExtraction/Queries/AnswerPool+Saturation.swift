import Estimators
import LinearAlgebra
import Oracles

extension AnswerPool {
  /// Asks queries whose answers were saturated again, nearer to the decision boundary.
  ///
  /// A probability of exactly 0 or 1 tells a side of the boundary and no distance from it. Each such
  /// query x is moved to m + t (x - m), where m is the least saturated point known and t = 1/2, 1/4, …,
  /// until `wanted` answers carry equations. Rows of categories can't be moved: there new rows are
  /// drawn instead, but none beside a list, which may not span them.
  /// - Parameters:
  ///   - wanted: Usable answers to reach; no more than queries were asked.
  ///   - source: Where the queries came from.
  mutating func replaceSaturated(
    reaching wanted: Int, with source: QueryPoints, of oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    let wanted = min(wanted, count)
    // As much again, and the steps of two bisections.
    let allowed = 2 * count + 2 * Self.bisections
    switch (oracle.space, source) {
    case (.encoded, _): try await moveSaturated(reaching: wanted, allowed: allowed, of: oracle)
    case (.raw, .uniform):
      try await redraw(reaching: wanted, allowed: allowed, of: oracle, using: &generator)
    case (.raw, .listed): return
    }
  }

  /// Halvings of a segment until it is a point for all that answers can tell.
  private static var bisections: Int { 60 }

  private mutating func redraw(
    reaching wanted: Int, allowed: Int, of oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    var covered = PointSpan()
    for row in usableRows { _ = covered.insert(points[row: row]) }
    while usableRows.count < wanted, count < allowed, !isCutShort {
      let drawn = (0..<min(wanted - usableRows.count, allowed - count)).map { _ in
        oracle.space.uniformQuery(extending: &covered, using: &generator)
      }
      try await askAdaptively(drawn, of: oracle)
      covered = PointSpan()
      for row in usableRows { _ = covered.insert(points[row: row]) }
    }
  }

  private mutating func moveSaturated(
    reaching wanted: Int, allowed: Int, of oracle: some Oracle
  ) async throws(OracleError) {
    let usable = Set(usableRows)
    var saturated = (0..<count).filter { !usable.contains($0) }.map { Array(points[row: $0]) }
    guard !saturated.isEmpty, let middle = try await leastSaturatedPoint(of: oracle) else { return }
    var fraction = 0.5
    while usableRows.count < wanted, count < allowed, !isCutShort, fraction > 1e-12 {
      func moved(_ point: [Double]) -> Query {
        Query(numbers: zip(point, middle).map { $1 + fraction * ($0 - $1) })
      }
      // One query tells whether points have come near enough; only then are all asked.
      let before = usableRows.count
      try await askAdaptively([moved(saturated[0])], of: oracle)
      guard usableRows.count > before else {
        fraction /= 2
        continue
      }
      saturated.removeFirst()
      let first = count
      try await askAdaptively(
        saturated.prefix(min(wanted - usableRows.count, allowed - count)).map(moved), of: oracle)
      let answered = Set(usableRows)
      saturated = saturated.enumerated().filter { !answered.contains(first + $0.offset) }
        .map(\.element)
      fraction /= 2
    }
  }

  /// The point whose smallest probability is the largest, sought by bisection if all are 0.
  ///
  /// - Returns: `nil` if no point without a saturated probability is found.
  private mutating func leastSaturatedPoint(
    of oracle: some Oracle
  ) async throws(OracleError) -> [Double]? {
    func smallest(_ row: Int) -> Double { probabilities[row: row].min() ?? 0 }
    func label(_ row: Int) -> Int { Prediction(probabilities: probabilities[row: row]).label }
    guard let best = (0..<count).max(by: { smallest($0) < smallest($1) }) else { return nil }
    if smallest(best) > 0 { return Array(points[row: best]) }
    guard let other = (0..<count).first(where: { label($0) != label(best) }) else { return nil }
    var (near, far) = (Array(points[row: best]), Array(points[row: other]))
    let nearLabel = label(best)
    for _ in 0..<Self.bisections {
      let middle = zip(near, far).map { ($0 + $1) / 2 }
      let before = count
      try await askAdaptively([Query(numbers: middle)], of: oracle)
      guard count > before else { return nil }
      if smallest(count - 1) > 0 { return middle }
      if label(count - 1) == nearLabel { near = middle } else { far = middle }
    }
    return nil
  }
}
