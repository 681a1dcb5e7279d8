import CLinearAlgebra

/// Multi-head attention of each token on itself and those before it (Vaswani et al. 2017).
struct CausalSelfAttention: Sendable {
  /// Queries, keys and values, each as wide as the stream.
  let projection: LinearMap
  /// Back to the stream.
  let output: LinearMap
  let heads: Int
  let precision: Precision
  let kernels: Kernels

  /// Adds to the stream what each token draws from the others; reads normalised rows and
  /// overwrites them.
  func apply(
    _ spans: [Span], rows: Int, layer: Int, cache: KeyValueCache, in workspace: Workspace,
    team: WorkTeam
  ) {
    projection.apply(
      to: workspace.normalized, count: rows, into: workspace.projected, SKUA_ACTIVATE_IDENTITY,
      team: team)
    // A piece is one head of one sequence; neighbouring pieces go to one thread.
    let pieces = spans.count * heads
    let grain = team.threads == 1 ? pieces : max(1, pieces / (8 * team.threads))
    team.perform((pieces + grain - 1) / grain) { worker, index in
      let scratch = workspace.scratch(worker)
      for piece in (index * grain)..<min(pieces, (index + 1) * grain) {
        let span = spans[piece / heads]
        let view = cache.kernelCache(slot: span.slot, layer: layer)
        attend(view, head: piece % heads, span, workspace, scratch)
      }
    }
    output.apply(
      to: workspace.normalized, count: rows, into: workspace.stream, SKUA_ADD, team: team)
  }

  private func attend(
    _ cache: skua_cache, head: Int, _ span: Span, _ workspace: Workspace,
    _ scratch: UnsafeMutableRawPointer
  ) {
    let width = output.inputs, bytes = precision.bytes
    let queries = workspace.projected[span.row] + head * (width / heads) * bytes
    let keys = queries + width * bytes
    let out = workspace.normalized[span.row] + head * (width / heads) * bytes
    let stride = workspace.projected.stride
    withUnsafePointer(to: cache) { cache in
      kernels.table.remember(
        cache, Int32(head), keys, keys + width * bytes, stride, Int32(span.first),
        Int32(span.count))
      kernels.table.attend(
        cache, Int32(head), queries, stride, Int32(span.first), Int32(span.count), out,
        workspace.normalized.stride, scratch)
    }
  }
}
