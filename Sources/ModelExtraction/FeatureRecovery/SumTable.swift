/// All sums of one score of each of some lists, to tell from a total which ones it is made of.
///
/// Sums of unrelated weights are all different, so that a number of 16 digits names one choice among
/// thousands; with 7 digits only among a few, which is why a list that brings sums too close together
/// is refused.
struct SumTable {
  /// More sums than this are not told apart.
  private static let limit = 4096

  private var lists: [[Score]] = []
  /// Projections of the sums; the first list's choice changes fastest.
  private var sums: [Double] = [0]
  /// Bound on the error of a sum.
  private var error = 0.0
  /// Weights that make one number of a score; they add up to 1.
  private let projection: [Double]

  /// The empty sum of scores for some classes.
  init(classes: Int) {
    let weights = (1..<classes).map { 1 / (0.6180339887 + Double($0)) }
    let total = weights.reduce(0, +)
    projection = weights.map { $0 / total }
  }

  /// Number of different sums.
  var count: Int { sums.count }

  /// Adds a list if all sums can still be told apart in an answer of the given error.
  ///
  /// - Returns: Whether it was added.
  mutating func add(_ list: [Score], toTellWithin noise: Double) -> Bool {
    guard let next = extended(by: list) else { return false }
    let bound = 2 * (noise + error + Self.error(of: list))
    let sorted = next.sorted()
    let gap = zip(sorted, sorted.dropFirst()).reduce(Double.infinity) { min($0, $1.1 - $1.0) }
    let spread = (sorted.last ?? 0) - (sorted.first ?? 0)
    // A score of none of the lists is taken for a sum with a chance of count * bound / spread.
    guard gap > 2 * bound, 1000 * bound * Double(next.count) < max(spread, 0.1) else {
      return false
    }
    append(list, next)
    return true
  }

  /// Adds a list whatever the sums are; `false` if there are too many of them.
  mutating func add(_ list: [Score]) -> Bool {
    guard let next = extended(by: list) else { return false }
    append(list, next)
    return true
  }

  /// The one choice per list whose sum a total is; `nil` if none is, or several are.
  func choice(for total: Score) -> [Int]? {
    let (sought, bound) = (project(total), error + total.error)
    var found: Int?
    for (position, sum) in sums.enumerated() where abs(sum - sought) <= bound {
      guard found == nil else { return nil }
      found = position
    }
    guard var rest = found else { return nil }
    var choice: [Int] = []
    var sum = Score(values: [Double](repeating: 0, count: projection.count), error: 0)
    for list in lists {
      choice.append(rest % list.count)
      sum = sum + list[rest % list.count]
      rest /= list.count
    }
    return sum.agrees(with: total) ? choice : nil
  }

  private func extended(by list: [Score]) -> [Double]? {
    guard !list.isEmpty, sums.count * list.count <= Self.limit else { return nil }
    let steps = list.map(project)
    return steps.flatMap { step in sums.map { $0 + step } }
  }

  private mutating func append(_ list: [Score], _ next: [Double]) {
    lists.append(list)
    sums = next
    error += Self.error(of: list)
  }

  private static func error(of list: [Score]) -> Double { list.map(\.error).max() ?? 0 }

  private func project(_ score: Score) -> Double {
    zip(projection, score.values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
