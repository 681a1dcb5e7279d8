import CLinearAlgebra

/// The computation of GPT-2 on packed weights, without any notion of texts or samples.
final class GPT2Network: Sendable {
  let configuration: GPT2Configuration
  let precision: Precision
  private let positions: RowBufferOfWeights
  private let blocks: [TransformerBlock]
  let output: OutputLayer

  init(
    configuration: GPT2Configuration, precision: Precision, positions: RowBufferOfWeights,
    blocks: [TransformerBlock], output: OutputLayer
  ) {
    self.configuration = configuration
    self.precision = precision
    self.positions = positions
    self.blocks = blocks
    self.output = output
  }

  /// Reads the tokens of some spans: afterwards the stream holds each row's last state and the cache
  /// the keys and values.
  ///
  /// The cache has been extended by the spans already.
  func read(
    _ tokens: [Token], _ spans: [Span], cache: KeyValueCache, in workspace: Workspace,
    team: WorkTeam
  ) {
    team.perform(tokens.count > 16 ? spans.count : 1) { _, index in
      for span in tokens.count > 16 ? spans[index...index] : spans[...] {
        for offset in 0..<span.count {
          output.tokens.embed(
            tokens[span.row + offset], position: positions[span.first + offset],
            into: workspace.stream.floats(span.row + offset))
        }
      }
    }
    for (layer, block) in blocks.enumerated() {
      block.apply(
        spans, rows: tokens.count, layer: layer, cache: cache, in: workspace, team: team)
    }
  }

  /// A cache for so many sequences; `layers` is 1 where each layer may overwrite the one before.
  func makeCache(slots: Int, layers: Int? = nil) -> KeyValueCache {
    KeyValueCache(
      shape: cacheShape(layers: layers ?? configuration.layers), slots: slots,
      positions: configuration.context)
  }

  /// The shape of a cache that keeps so many layers.
  func cacheShape(layers: Int) -> KeyValueCache.Shape {
    KeyValueCache.Shape(
      layers: layers, heads: configuration.heads, headWidth: configuration.headWidth,
      precision: precision)
  }

  /// Buffers for passes of so many rows.
  func makeWorkspace(rows: Int, threads: Int) -> Workspace {
    Workspace(
      rows: rows, width: configuration.width, projectedWidth: 3 * configuration.width,
      innerWidth: configuration.innerWidth, positions: configuration.context,
      precision: precision, threads: threads)
  }
}

/// A table of float32 rows, such as the embeddings of positions.
struct RowBufferOfWeights: Sendable {
  private let memory: AlignedBuffer
  private let width: Int

  /// A table of rows as long as `width`.
  init(_ values: [Float], width: Int) {
    memory = paddedBuffer(values)
    self.width = width
  }

  /// A row.
  subscript(row: Int) -> UnsafePointer<Float> { UnsafePointer(memory.floats() + row * width) }
}
