/// The training rows, in several orders at once, so that the rows of each node of a tree are one
/// range in all of them.
///
/// There is an order per numeric feature, by rising value, and one of the rows as they came. They
/// are sorted once: a split parts them and keeps the order.
struct RowOrders {
  /// The rows as they came.
  private(set) var plain: [Int]
  /// The rows by each numeric feature; empty for a categorical one.
  private(set) var sorted: [[Int]]
  private var scratch: [Int]

  /// Sorts the rows by each numeric column.
  init(_ columns: [TreeColumn], rows: Int) {
    plain = Array(0..<rows)
    sorted = columns.map { column in
      guard case .numbers(let values) = column else { return [] }
      // Equal values stay in the order of the rows.
      return (0..<rows).sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
    }
    scratch = plain
  }

  /// Parts a range into one range per branch, and a last one for rows of no branch.
  ///
  /// - Parameters:
  ///   - range: The rows of a node.
  ///   - branches: Number of branches.
  ///   - branch: The branch of each row, `branches` for none.
  mutating func part(
    _ range: Range<Int>, branches: Int, by branch: (Int) -> Int
  ) -> [Range<Int>] {
    var sizes = [Int](repeating: 0, count: branches + 1)
    for row in plain[range] { sizes[branch(row)] += 1 }
    var ranges: [Range<Int>] = []
    var start = range.lowerBound
    for size in sizes {
      ranges.append(start..<start + size)
      start += size
    }
    Self.part(&plain, range, ranges, branch, &scratch)
    for feature in sorted.indices where !sorted[feature].isEmpty {
      Self.part(&sorted[feature], range, ranges, branch, &scratch)
    }
    return ranges
  }

  private static func part(
    _ order: inout [Int], _ range: Range<Int>, _ ranges: [Range<Int>], _ branch: (Int) -> Int,
    _ scratch: inout [Int]
  ) {
    var next = ranges.map(\.lowerBound)
    for index in range {
      let row = order[index]
      let target = branch(row)
      scratch[next[target]] = row
      next[target] += 1
    }
    for index in range { order[index] = scratch[index] }
  }
}
