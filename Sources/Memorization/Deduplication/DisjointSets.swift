// Tarjan 1975, "Efficiency of a good but not linear set union algorithm", with halved paths; the
// smaller number leads, so that a set's leader is its first element.

/// Sets of numbers that have no number in common and can be united.
struct DisjointSets {
  private var parents: [Int]

  /// Each number in a set of its own.
  init(count: Int) { parents = Array(0..<count) }

  /// The smallest number of the set that a number is in.
  mutating func first(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// Unites the sets of two numbers.
  mutating func unite(_ a: Int, _ b: Int) {
    let first = first(of: a), second = self.first(of: b)
    parents[max(first, second)] = min(first, second)
  }
}
