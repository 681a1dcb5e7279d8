import CLinearAlgebra
import LinearAlgebra

/// A matrix that is packed anew for each step.
final class PackedMatrix: @unchecked Sendable {
  let inputs: Int, outputs: Int
  let weights: skua_weights
  private let panels: AlignedBuffer

  /// Room for a matrix of a shape, in bfloat16, or that of a larger one.
  init(inputs: Int, outputs: Int, in room: AlignedBuffer? = nil) {
    self.inputs = inputs
    self.outputs = outputs
    panels =
      room ?? AlignedBuffer(bytes: skua_panel_bytes(Int32(inputs), Int32(outputs), true))
    weights = skua_weights(
      inputs: Int32(inputs), outputs: Int32(outputs), halves: true, panels: panels.start, bias: nil)
  }

  /// Panels of 64 outputs.
  var panelCount: Int { (outputs + 63) / 64 }

  /// Packs the matrix whose element (i, j) is w[i * inputStride + j * outputStride].
  func pack(_ w: Floats, _ inputStride: Int, _ outputStride: Int, _ kernels: Kernels) {
    withUnsafePointer(to: weights) {
      kernels.table.pack(w, inputStride, outputStride, $0, 0, Int32(panelCount))
    }
  }
}

/// The matrices of a model in bfloat16, as products forward and backward read them.
///
/// Micikevicius et al. 2018, "Mixed Precision Training": products of 16-bit numbers summed in 32
/// bits, over weights that stay in 32 bits. bfloat16 has float32's range, so that no loss is scaled.
final class HalfWeights: Sendable {
  /// A matrix for y = x w, and for dx = dy w' in stretches of inputs.
  struct Matrix: Sendable {
    let forward: PackedMatrix
    let backward: [PackedMatrix]
  }

  /// The kernels that all products use.
  let kernels: Kernels
  let configuration: GPT2Configuration
  /// Four for each block: attention in and out, feed-forward in and out.
  let blocks: [Matrix]
  /// The embedding as output layer.
  let output: Matrix
  private let starts: [Int]

  /// Inputs of one stretch, so that a panel of it stays in the caches.
  private static let stretch = 4096
  /// Places of the four matrices among a block's tensors.
  private static let places = [2, 4, 8, 10]

  /// Room for the matrices of a model.
  init(_ c: GPT2Configuration, kernels: Kernels) {
    configuration = c
    self.kernels = kernels
    let offsets = c.tensors.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    starts = (0..<c.layers).flatMap { layer in
      Self.places.map { offsets[2 + 12 * layer + $0] }
    }
    let shapes = [
      (c.width, 3 * c.width), (c.width, c.width), (c.width, c.innerWidth), (c.innerWidth, c.width),
    ]
    blocks = (0..<c.layers).flatMap { _ in shapes.map { Self.matrix($0.0, $0.1) } }
    output = Self.matrix(c.width, c.vocabulary)
  }

  /// Whether the kernels' rows, padded to sixteen numbers, fit into the model's.
  static func fits(_ c: GPT2Configuration) -> Bool {
    c.width.isMultiple(of: 16) && c.innerWidth.isMultiple(of: 16)
  }

  /// The matrix of a block's tensor.
  func matrix(_ layer: Int, _ tensor: Int) -> Matrix {
    blocks[4 * layer + Self.places.firstIndex(of: tensor)!]
  }

  /// Packs all matrices, on all cores.
  func pack(_ p: Floats) {
    let c = configuration
    nonisolated(unsafe) let p = p
    let pieces = output.backward.count
    parallelFor(2 * blocks.count + 1 + pieces, grain: 1) { i, _ in
      if i < 2 * blocks.count {
        let (matrix, start) = (blocks[i / 2], starts[i / 2])
        let (inputs, outputs) = (matrix.forward.inputs, matrix.forward.outputs)
        if i % 2 == 0 { matrix.forward.pack(p + start, outputs, 1, kernels) }
        if i % 2 == 1 { pack(matrix.backward, p + start, 1, outputs, inputs) }
      } else if i == 2 * blocks.count {
        output.forward.pack(p, 1, c.width, kernels)
      } else {
        let piece = i - 2 * blocks.count - 1
        output.backward[piece].pack(p + piece * Self.stretch * c.width, c.width, 1, kernels)
      }
    }
  }

  private func pack(
    _ pieces: [PackedMatrix], _ w: Floats, _ inputStride: Int, _ outputStride: Int, _ outputs: Int
  ) {
    for (number, piece) in pieces.enumerated() {
      piece.pack(w + number * Self.stretch * inputStride, inputStride, outputStride, kernels)
    }
  }

  private static func matrix(_ inputs: Int, _ outputs: Int) -> Matrix {
    Matrix(
      forward: PackedMatrix(inputs: inputs, outputs: outputs),
      backward: stride(from: 0, to: outputs, by: stretch).map {
        PackedMatrix(inputs: min(stretch, outputs - $0), outputs: inputs)
      })
  }
}
