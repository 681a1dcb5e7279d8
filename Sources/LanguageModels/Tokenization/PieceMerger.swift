// Byte pair encoding of one piece (Sennrich, Haddow and Birch 2016): of all neighbours, the pair
// that was learned first merges, the leftmost one first, until none is left to merge.

/// Merges the tokens of a piece in place, with storage that it keeps.
struct PieceMerger {
  /// Pieces up to this length are searched for the best pair each time, longer ones use a heap.
  private static let scanLimit = 48

  private let table: MergeTable
  private var ranks: [MergeTable.Merge] = []
  private var next: [Int32] = []
  private var previous: [Int32] = []
  private var heap: [UInt64] = []

  init(_ table: MergeTable) { self.table = table }

  /// Merges the tokens from `start` on.
  mutating func merge(_ tokens: inout [Token], from start: Int) {
    guard tokens.count - start > 1 else { return }
    if tokens.count - start <= Self.scanLimit {
      mergeByScan(&tokens, start)
    } else {
      mergeByHeap(&tokens, start)
    }
  }

  private mutating func mergeByScan(_ tokens: inout [Token], _ start: Int) {
    ranks.removeAll(keepingCapacity: true)
    for i in start..<(tokens.count - 1) { ranks.append(table.merge(tokens[i], tokens[i + 1])) }
    while true {
      var (best, place) = (MergeTable.Merge.none, -1)
      for (i, merge) in ranks.enumerated() where merge.rank < best.rank {
        (best, place) = (merge, i)
      }
      guard place >= 0 else { return }
      tokens[start + place] = best.token
      tokens.remove(at: start + place + 1)
      ranks.remove(at: place)
      if place < ranks.count {
        ranks[place] = table.merge(tokens[start + place], tokens[start + place + 1])
      }
      if place > 0 {
        ranks[place - 1] = table.merge(tokens[start + place - 1], tokens[start + place])
      }
    }
  }

  /// The same with a heap of (rank, place) and a linked list, O(n log n).
  private mutating func mergeByHeap(_ tokens: inout [Token], _ start: Int) {
    let count = tokens.count - start
    next = (0..<Int32(count)).map { $0 + 1 }
    previous = (0..<Int32(count)).map { $0 - 1 }
    heap.removeAll(keepingCapacity: true)
    for i in 0..<(count - 1) { push(tokens, start, i, i + 1) }
    while let top = popLeast() {
      let (rank, left) = (Int32(top >> 32), Int(top & 0xFFFF_FFFF))
      // A token that was merged away is -1; a pair that has changed has another rank.
      guard tokens[start + left] >= 0, Int(next[left]) < count else { continue }
      let right = Int(next[left])
      let merge = table.merge(tokens[start + left], tokens[start + right])
      guard merge.rank == rank else { continue }
      tokens[start + left] = merge.token
      tokens[start + right] = -1
      next[left] = next[right]
      if Int(next[left]) < count {
        previous[Int(next[left])] = Int32(left)
        push(tokens, start, left, Int(next[left]))
      }
      if previous[left] >= 0 { push(tokens, start, Int(previous[left]), left) }
    }
    var end = start
    for i in start..<tokens.count where tokens[i] >= 0 {
      tokens[end] = tokens[i]
      end += 1
    }
    tokens.removeSubrange(end...)
  }

  private mutating func push(_ tokens: [Token], _ start: Int, _ left: Int, _ right: Int) {
    let merge = table.merge(tokens[start + left], tokens[start + right])
    guard merge.rank != .max else { return }
    heap.append(UInt64(merge.rank) << 32 | UInt64(left))
    var i = heap.count - 1
    while i > 0, heap[i] < heap[(i - 1) / 2] {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  private mutating func popLeast() -> UInt64? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return top }
    var i = 0
    while true {
      var child = 2 * i + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < last else { break }
      heap[i] = heap[child]
      i = child
    }
    heap[i] = last
    return top
  }
}
