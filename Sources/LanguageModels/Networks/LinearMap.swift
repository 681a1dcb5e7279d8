import CLinearAlgebra

/// Weights of a linear layer, packed once for the kernels, and its bias.
final class LinearMap: @unchecked Sendable {
  /// Length of an input row and of an output row.
  let inputs: Int, outputs: Int
  private let kernels: Kernels
  private let panels: AlignedBuffer
  private let bias: AlignedBuffer?
  /// What the kernels read.
  let weights: skua_weights

  /// How the numbers of a matrix follow each other.
  enum Layout {
    /// Shape (inputs, outputs), row-major, as GPT-2 stores linear layers.
    case inputsByOutputs
    /// Shape (outputs, inputs), row-major, as embeddings are stored.
    case outputsByInputs
  }

  /// Packs a matrix with all threads of the team.
  init(
    _ values: [Float], bias biasValues: [Float]?, inputs: Int, outputs: Int, layout: Layout,
    precision: Precision, kernels: Kernels, team: WorkTeam
  ) {
    precondition(values.count == inputs * outputs, "\(values.count) weights: \(inputs)x\(outputs)")
    self.inputs = inputs
    self.outputs = outputs
    self.kernels = kernels
    panels = AlignedBuffer(
      bytes: skua_panel_bytes(Int32(inputs), Int32(outputs), precision.isHalf))
    bias = biasValues.map { paddedBuffer($0) }
    weights = skua_weights(
      inputs: Int32(inputs), outputs: Int32(outputs), halves: precision.isHalf,
      panels: UnsafeRawPointer(panels.start), bias: bias.map { UnsafePointer($0.floats()) })
    let (inputStride, outputStride) = layout == .inputsByOutputs ? (outputs, 1) : (1, inputs)
    values.withUnsafeBufferPointer { source in
      withUnsafePointer(to: weights) { target in
        team.perform(panelCount) { _, panel in
          kernels.table.pack(
            source.baseAddress!, inputStride, outputStride, target, Int32(panel), Int32(panel + 1))
        }
      }
    }
  }

  /// Panels of 64 outputs.
  var panelCount: Int { (outputs + 63) / 64 }

  /// Multiplies `count` rows, from row 0, and puts the outcome into `out`.
  func apply(
    to rows: RowBuffer, count: Int, into out: RowBuffer, _ epilogue: skua_epilogue, team: WorkTeam
  ) {
    let panels = panelCount
    // Few pieces, so that each thread reads long stretches of memory; several, so that a thread that
    // was interrupted doesn't hold up the others.
    let pieces = team.threads == 1 ? 1 : min(panels, 4 * team.threads)
    team.perform(pieces) { _, piece in
      withUnsafePointer(to: weights) { weights in
        kernels.table.product(
          weights, rows[0], rows.stride, Int32(count), Int32(panels * piece / pieces),
          Int32(panels * (piece + 1) / pieces), epilogue, out[0], out.stride)
      }
    }
  }

  /// One column of an embedding plus, if given, the embedding of a position.
  func embed(
    _ column: Token, position: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Float>
  ) {
    withUnsafePointer(to: weights) { kernels.table.embed($0, column, position, out) }
  }
}

/// Numbers followed by zeros up to whole vectors of sixteen.
func paddedBuffer(_ values: [Float]) -> AlignedBuffer {
  let buffer = AlignedBuffer(bytes: roundedUp(values.count, to: 16) * 4)
  values.withUnsafeBytes { buffer.start.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
  return buffer
}
