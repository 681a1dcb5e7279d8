import CLinearAlgebra

/// The largest logits of some rows, as one thread gathers them.
final class CandidateStore {
  /// One list per row.
  let rows: UnsafeMutablePointer<skua_candidates>
  private let count: Int
  private let logits: UnsafeMutablePointer<Float>
  private let tokens: UnsafeMutablePointer<Token>

  /// Empty lists of which the `limit` largest remain.
  init(rows count: Int, limit: Int) {
    self.count = count
    // Room for as many again before the smaller ones are dropped, and for one panel.
    let capacity = 2 * limit + 192
    rows = .allocate(capacity: count)
    logits = .allocate(capacity: count * capacity)
    tokens = .allocate(capacity: count * capacity)
    for row in 0..<count {
      rows[row] = skua_candidates(
        limit: Int32(limit), capacity: Int32(capacity), count: 0, threshold: -0.9e38,
        logits: logits + row * capacity, tokens: tokens + row * capacity)
    }
  }

  deinit {
    rows.deallocate()
    logits.deallocate()
    tokens.deallocate()
  }

  /// The largest of this thread's and the others' logits of one row.
  func gather(_ row: Int, with others: ArraySlice<CandidateStore>, normalizer: Float) -> Candidates
  {
    skua_candidates_select(rows + row, others.isEmpty)
    for other in others {
      skua_candidates_select(other.rows + row, false)
      let list = other.rows[row], count = Int(list.count)
      let end = Int(rows[row].count)
      (rows[row].logits + end).update(from: list.logits, count: count)
      (rows[row].tokens + end).update(from: list.tokens, count: count)
      rows[row].count += list.count
      skua_candidates_select(rows + row, true)
    }
    let list = rows[row], count = Int(list.count)
    return Candidates(
      tokens: Array(UnsafeBufferPointer(start: list.tokens, count: count)),
      logits: Array(UnsafeBufferPointer(start: list.logits, count: count)),
      logNormalizer: normalizer)
  }
}
