// Draws that take a fixed number of random words. They reject nothing, so that a generator stuck
// at one value still ends; what that costs is a bias below 2^-40 for any count used here.

import LinearAlgebra

extension RandomNumberGenerator {
  /// A random index below `count`, which must be positive.
  mutating func index(below count: Int) -> Int {
    precondition(count > 0, "no index lies below \(count)")
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The indices below `count` in random order (Fisher and Yates).
  mutating func shuffledIndices(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, index(below: i + 1)) }
    return order
  }

  /// Independent normal numbers of mean 0 and the given standard deviation: `(rows, columns)`.
  mutating func normals(rows: Int, columns: Int, deviation: Double = 1) -> Matrix {
    let elements = (0..<rows * columns).map { _ in deviation * normal() }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}
