import Estimators
import LinearAlgebra
import Oracles

extension AnswerPool {
  /// Asks queries whose answers were saturated again, nearer to the decision boundary.
  ///
  /// A probability of exactly 0 or 1 tells a side of the boundary and no distance from it. Each such
  /// query x is moved to m + t (x - m), where m is the least saturated point known and t = 1/2, 1/4, …,
  /// until `wanted` answers carry equations. Rows of categories can't be moved: there new rows are
  /// drawn instead.
  /// - Parameters:
  ///   - wanted: Usable answers to reach.
  ///   - limit: Further queries at most.
  mutating func replaceSaturated(
    reaching wanted: Int, limit: Int, of oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    let allowed = count + limit
    guard case .encoded = oracle.space else {
      while usableRows.count < wanted, count < allowed, !isCutShort {
        let missing = min(wanted - usableRows.count, allowed - count)
        try await askAdaptively(
          oracle.space.uniformQueries(missing, using: &generator), of: oracle)
      }
      return
    }
    let usable = Set(usableRows)
    let saturated = (0..<count).filter { !usable.contains($0) }
    guard let middle = try await leastSaturatedPoint(of: oracle, limit: limit) else { return }
    var fraction = 0.5
    while usableRows.count < wanted, count < allowed, !isCutShort, fraction > 1e-6 {
      let moved = saturated.prefix(min(wanted - usableRows.count, allowed - count)).map { row in
        Query(numbers: zip(points[row: row], middle).map { $1 + fraction * ($0 - $1) })
      }
      try await askAdaptively(moved, of: oracle)
      fraction /= 2
    }
  }

  /// The point whose smallest probability is the largest, sought by bisection if all are 0.
  ///
  /// - Returns: `nil` if no point without a saturated probability is found.
  private mutating func leastSaturatedPoint(
    of oracle: some Oracle, limit: Int
  ) async throws(OracleError) -> [Double]? {
    func smallest(_ row: Int) -> Double { probabilities[row: row].min() ?? 0 }
    func label(_ row: Int) -> Int { Prediction(probabilities: probabilities[row: row]).label }
    guard let best = (0..<count).max(by: { smallest($0) < smallest($1) }) else { return nil }
    if smallest(best) > 0 { return Array(points[row: best]) }
    guard let other = (0..<count).first(where: { label($0) != label(best) }) else { return nil }
    var (near, far) = (Array(points[row: best]), Array(points[row: other]))
    let nearLabel = label(best)
    for _ in 0..<min(60, limit) {
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
