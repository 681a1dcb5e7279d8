import CLinearAlgebra

/// Brings each row to mean 0 and variance 1, then multiplies by a gain and adds a bias
/// (Ba, Kiros and Hinton 2016).
struct LayerNormalization: Sendable {
  private let gain: AlignedBuffer
  private let bias: AlignedBuffer
  private let width: Int
  private let epsilon: Float
  private let precision: Precision
  private let kernels: Kernels

  /// A normalisation of rows as long as its gain.
  init(
    gain: [Float], bias: [Float], epsilon: Float, precision: Precision, kernels: Kernels
  ) {
    width = gain.count
    self.gain = paddedBuffer(gain)
    self.bias = paddedBuffer(bias)
    self.epsilon = epsilon
    self.precision = precision
    self.kernels = kernels
  }

  /// Normalises `count` rows from `first`; they begin at row 0 of `out`.
  func apply(to rows: RowBuffer, first: Int = 0, count: Int, into out: RowBuffer, at row: Int = 0) {
    kernels.table.normalize(
      rows.floats(first), rows.stride, Int32(count), Int32(width), gain.floats(), bias.floats(),
      epsilon, precision.isHalf, out[row], out.stride)
  }
}
