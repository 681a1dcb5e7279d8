import CLinearAlgebra

/// Tokens of one sequence that are read in one pass, and where they stand.
struct Span {
  /// The sequence's slot in the cache.
  let slot: Int
  /// Position of the first token.
  let first: Int
  /// Number of tokens.
  let count: Int
  /// The first one's row in the pass.
  let row: Int
}

/// The activations of one pass, reused by the next one.
final class Workspace {
  /// Rows of a pass at most.
  let rows: Int
  /// The residual stream, float32.
  let stream: RowBuffer
  /// Normalised rows, and rows as attention leaves them.
  let normalized: RowBuffer
  /// Queries, keys and values side by side.
  let projected: RowBuffer
  /// The inner rows of the feed-forward part.
  let inner: RowBuffer
  private let scratch: [AlignedBuffer]

  /// Buffers for passes of so many rows by so many threads.
  init(
    rows: Int, width: Int, projectedWidth: Int, innerWidth: Int, positions: Int,
    precision: Precision, threads: Int
  ) {
    self.rows = rows
    stream = RowBuffer(rows: rows, columns: width, bytes: 4)
    normalized = RowBuffer(rows: rows, columns: width, bytes: precision.bytes)
    projected = RowBuffer(rows: rows, columns: projectedWidth, bytes: precision.bytes)
    inner = RowBuffer(rows: rows, columns: innerWidth, bytes: precision.bytes)
    scratch = (0..<threads).map { _ in
      AlignedBuffer(bytes: skua_attention_scratch(Int32(positions)))
    }
  }

  /// Memory that one thread works in.
  func scratch(_ worker: Int) -> UnsafeMutableRawPointer { scratch[worker].start }
}
