/// A block with normalisation before each part, which adds to the stream.
struct TransformerBlock: Sendable {
  let attentionNorm: LayerNormalization
  let attention: CausalSelfAttention
  let feedForwardNorm: LayerNormalization
  let feedForward: FeedForward

  /// Runs the block over the rows of a pass.
  func apply(
    _ spans: [Span], rows: Int, layer: Int, cache: KeyValueCache, in workspace: Workspace,
    team: WorkTeam
  ) {
    attentionNorm.apply(to: workspace.stream, count: rows, into: workspace.normalized)
    attention.apply(
      spans, rows: rows, layer: layer, cache: cache, in: workspace, team: team)
    feedForwardNorm.apply(to: workspace.stream, count: rows, into: workspace.normalized)
    feedForward.apply(rows: rows, in: workspace, team: team)
  }
}
