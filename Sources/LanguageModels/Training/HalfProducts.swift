import CLinearAlgebra

/// Products in bfloat16 with sums in float32, with storage of one lane.
final class HalfProducts: @unchecked Sendable {
  private let weights: HalfWeights
  private let table: skua_kernels
  private let rows: AlignedBuffer
  /// Gradients of outputs (T, outputs), packed to be multiplied by rows of inputs (inputs, T).
  private let gradients: AlignedBuffer

  init(_ weights: HalfWeights, rows count: Int, chunk: Int) {
    let c = weights.configuration
    self.weights = weights
    table = weights.kernels.table
    let wide = max(c.innerWidth, 3 * c.width)
    let bytes = max(
      count * Self.stride(wide), wide * Self.stride(count), chunk * Self.stride(c.vocabulary),
      c.vocabulary * Self.stride(chunk))
    rows = AlignedBuffer(bytes: bytes)
    gradients = AlignedBuffer(bytes: skua_panel_bytes(Int32(count), Int32(wide), true))
  }

  /// y (count, outputs) = x (count, inputs) w.
  func linear(_ x: Floats, _ layer: Int, _ tensor: Int, into y: Floats, _ count: Int) {
    let matrix = weights.matrix(layer, tensor).forward
    let stride = round(x, count, matrix.inputs, stride: matrix.inputs)
    multiply(count, stride, matrix, into: y, matrix.outputs, SKUA_STORE)
  }

  /// dw (inputs, outputs) += x' dy and dx (count, inputs) = dy w'.
  func linearBackward(
    _ x: Floats, _ dy: Floats, _ layer: Int, _ tensor: Int, into dx: Floats,
    gradient dw: Floats, _ count: Int
  ) {
    let matrix = weights.matrix(layer, tensor)
    let (inputs, outputs) = (matrix.forward.inputs, matrix.forward.outputs)
    addOuter(x, inputs, stride: inputs, dy, outputs, stride: outputs, count, into: dw)
    backward(dy, outputs, stride: outputs, matrix.backward, count, into: dx)
  }

  /// Logits (count, vocabulary) of normalised rows (count, width).
  func logits(_ x: Floats, _ count: Int, into logits: Floats, stride: Int) {
    let matrix = weights.output.forward
    let rowStride = round(x, count, matrix.inputs, stride: matrix.inputs)
    multiply(count, rowStride, matrix, into: logits, stride, SKUA_STORE)
  }

  /// The embedding's gradient (vocabulary, width) += dlogits' x, and dx (count, width) = dlogits wte.
  func logitsBackward(
    _ x: Floats, _ dlogits: Floats, stride: Int, _ count: Int, into dx: Floats,
    gradient: Floats
  ) {
    let matrix = weights.output
    let (width, vocabulary) = (matrix.forward.inputs, matrix.forward.outputs)
    addOuter(dlogits, vocabulary, stride: stride, x, width, stride: width, count, into: gradient)
    backward(dlogits, vocabulary, stride: stride, matrix.backward, count, into: dx)
  }

  /// sum (m, n) += a' b with a (count, m) and b (count, n).
  private func addOuter(
    _ a: Floats, _ m: Int, stride aStride: Int, _ b: Floats, _ n: Int, stride bStride: Int,
    _ count: Int, into sum: Floats
  ) {
    let packed = PackedMatrix(inputs: count, outputs: n, in: gradients)
    packed.pack(b, bStride, 1, weights.kernels)
    let rowStride = Self.stride(count)
    table.roundRows(a, 1, aStride, Int32(m), Int32(count), rows.start, rowStride)
    multiply(m, rowStride, packed, into: sum, n, SKUA_ADD)
  }

  /// dx (count, inputs) = dy (count, outputs) w', in stretches of outputs.
  private func backward(
    _ dy: Floats, _ outputs: Int, stride dyStride: Int, _ pieces: [PackedMatrix], _ count: Int,
    into dx: Floats
  ) {
    var first = 0
    for piece in pieces {
      let stride = round(dy + first, count, piece.inputs, stride: dyStride)
      multiply(count, stride, piece, into: dx, piece.outputs, first == 0 ? SKUA_STORE : SKUA_ADD)
      first += piece.inputs
    }
  }

  /// Rounds rows and returns the bytes from one to the next.
  private func round(_ x: Floats, _ count: Int, _ columns: Int, stride: Int) -> Int {
    let rowStride = Self.stride(columns)
    table.roundRows(x, stride, 1, Int32(count), Int32(columns), rows.start, rowStride)
    return rowStride
  }

  private func multiply(
    _ count: Int, _ rowStride: Int, _ matrix: PackedMatrix, into y: Floats, _ stride: Int,
    _ epilogue: skua_epilogue
  ) {
    withUnsafePointer(to: matrix.weights) {
      table.product(
        $0, rows.start, rowStride, Int32(count), 0, Int32(matrix.panelCount), epilogue, y,
        4 * stride)
    }
  }

  /// Bytes of a row; an odd number of cache lines, so that rows don't crowd into few sets.
  private static func stride(_ columns: Int) -> Int {
    let lines = (2 * columns + 63) / 64
    return 64 * (lines | 1)
  }
}
