/// Rows of numbers in memory: float32, or the model's precision.
struct RowBuffer {
  private let memory: AlignedBuffer
  /// Bytes from one row to the next.
  let stride: Int
  /// Rows that it can hold.
  let capacity: Int

  /// Zeroed rows of so many columns, padded to whole vectors of sixteen.
  init(rows: Int, columns: Int, bytes: Int) {
    stride = roundedUp(columns, to: 16) * bytes
    capacity = rows
    // The kernels may read the padding of a vector beyond the last row.
    memory = AlignedBuffer(bytes: rows * stride + 64)
  }

  /// The start of a row.
  subscript(row: Int) -> UnsafeMutableRawPointer { memory.start + row * stride }

  /// A row of float32.
  func floats(_ row: Int) -> UnsafeMutablePointer<Float> {
    self[row].assumingMemoryBound(to: Float.self)
  }
}
