import CLinearAlgebra

/// The part of a block that works on each token by itself: expand, GELU, contract.
struct FeedForward: Sendable {
  let expansion: LinearMap
  let contraction: LinearMap

  /// Adds to the stream what the normalised rows give.
  func apply(rows: Int, in workspace: Workspace, team: WorkTeam) {
    expansion.apply(
      to: workspace.normalized, count: rows, into: workspace.inner, SKUA_ACTIVATE_GELU, team: team)
    contraction.apply(
      to: workspace.inner, count: rows, into: workspace.stream, SKUA_ADD, team: team)
  }
}
