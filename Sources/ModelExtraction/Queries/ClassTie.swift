import LinearAlgebra

/// The answers that tie a class to a group of classes: in them both have a telling probability.
struct ClassTie {
  /// The group, whose classes are tied to each other.
  let inside: Set<Int>
  /// The class outside of it.
  let outside: Int
  /// The rows of a pool that tie them.
  private(set) var rows: [Int] = []
  /// The directions that these rows cover.
  ///
  /// Points of a bisection lie on a line, and moved ones near each other: their number tells
  /// little.
  private(set) var covered = PointSpan(tolerance: 1e-10)

  /// The ties in a pool.
  init(_ outside: Int, to inside: Set<Int>, in pool: AnswerPool) {
    self.inside = inside
    self.outside = outside
    rows = (0..<pool.count).filter { holds(pool.probabilities[row: $0]) }
    for row in rows { _ = covered.insert(pool.points[row: row]) }
  }

  /// Whether an answer ties them.
  func holds(_ answer: ArraySlice<Double>) -> Bool { strength(of: answer) > 0 }

  /// The smaller of the class's probability and the group's largest one in a row of a pool.
  func strength(of row: Int, in pool: AnswerPool) -> Double {
    strength(of: pool.probabilities[row: row])
  }

  private func strength(of answer: ArraySlice<Double>) -> Double {
    let own = answer[answer.startIndex + outside]
    let others = inside.reduce(0) { max($0, answer[answer.startIndex + $1]) }
    return own.isTelling && others.isTelling ? min(own, others) : 0
  }
}

extension AnswerPool {
  /// The first tie too loose to determine its class, in the order from the tightest on.
  ///
  /// Prim's algorithm: the group begins with one class and takes in the one tied to it most.
  /// - Parameter wanted: Directions that determine a class.
  func looseTie(below wanted: Int) -> ClassTie? {
    var inside: Set<Int> = [0]
    while inside.count < classes {
      let ties = (0..<classes).filter { !inside.contains($0) }
        .map { ClassTie($0, to: inside, in: self) }
      guard let tightest = ties.max(by: { $0.covered.rank < $1.covered.rank }) else { return nil }
      if tightest.covered.rank < wanted { return tightest }
      inside.insert(tightest.outside)
    }
    return nil
  }
}
