import Estimators
import LinearAlgebra
import Oracles

/// Coordinates for the points that queries can reach.
///
/// Points of the cube span all d + 1 directions of [x 1]. Valid one-hot rows don't: the columns of
/// each categorical feature add up to a constant. There the equations are set up in an orthonormal
/// basis V of the reachable span, and a solution u maps back to V u, the one of minimum norm.
struct DesignBasis {
  /// Orthonormal columns: `(d + 1, rank)`; `nil` if the span is everything.
  private let basis: Matrix?
  /// Dimension of the span of [x 1].
  let rank: Int
  /// Number of encoded features, d.
  let features: Int

  /// The basis for a source of query points in a space.
  init(_ source: QueryPoints, in space: InputSpace) {
    features = space.dimensions
    let width = features + 1
    let points: Matrix
    switch (source, space) {
    case (.uniform, .encoded):
      (basis, rank) = (nil, width)
      return
    case (.uniform, .raw(let schema)):
      points = space.points(for: schema.spanningRows)
    case (.listed(let inputs), _):
      // One that doesn't fit is refused when it is asked.
      points = space.points(for: inputs.filter { space.objection(to: $0) == nil })
    }
    guard let eigen = points.appendingOnes().gram().symmetricEigen() else {
      (basis, rank) = (nil, width)
      return
    }
    let largest = eigen.values.last ?? 0
    let kept = eigen.values.indices.filter { eigen.values[$0] > 1e-10 * largest }
    rank = kept.count
    basis = rank == width ? nil : eigen.vectors.selectingRows(kept).transposed()
  }

  /// The design matrix [X 1] V of points: `(points, rank)`.
  func design(_ points: Matrix) -> Matrix {
    let homogeneous = points.appendingOnes()
    return basis.map { homogeneous.multiplied(by: $0) } ?? homogeneous
  }

  /// Coefficients in the basis, `(rank, count)`, as weights `(count, d)` and intercepts.
  func parameters(_ coefficients: Matrix) -> (weights: Matrix, intercepts: [Double]) {
    let full = (basis.map { $0.multiplied(by: coefficients) } ?? coefficients).transposed()
    var weights = Matrix(rows: full.rows, columns: features)
    var intercepts: [Double] = []
    for i in 0..<full.rows {
      for j in 0..<features { weights[i, j] = full[i, j] }
      intercepts.append(full[i, features])
    }
    return (weights, intercepts)
  }
}

extension Schema {
  /// Rows whose encodings span those of all rows: a first one, and one for each step away from it.
  fileprivate var spanningRows: [Query] {
    let first = features.map { feature in
      switch feature.kind {
      case .numeric(let minimum, _): Value.number(minimum)
      case .categorical: Value.category(0)
      }
    }
    var rows = [Query(first)]
    for (column, feature) in features.enumerated() {
      var steps: [Value] = []
      switch feature.kind {
      case .numeric(_, let maximum): steps = [.number(maximum)]
      case .categorical(let names): steps = names.indices.dropFirst().map { .category($0) }
      }
      for step in steps {
        var row = first
        row[column] = step
        rows.append(Query(row))
      }
    }
    return rows
  }
}
