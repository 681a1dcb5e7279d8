import LinearAlgebra

/// The search for a linear classifier's parameters: preconditioned limited-memory BFGS.
///
/// One-hot columns are collinear and some categories rare, so that the plain method needs thousands
/// of iterations. Here it runs in rounds, each preconditioned with the diagonal blocks of the
/// Hessian at the point where the round begins; it ends like Newton's method, at a cost of one
/// block per class and round.
struct LinearSearch {
  /// The largest absolute entry of the gradient that counts as zero.
  var tolerance: Double
  /// Iterations over all rounds.
  var maximumIterations: Int
  /// Iterations per round.
  private let roundLength = 15

  /// The parameters where the search ended, of shape `(outputs, features + 1)`, and how it ended.
  func minimize(_ objective: LinearObjective) -> (parameters: Matrix, report: FitReport) {
    var point = [Double](repeating: 0, count: objective.count)
    var last: LBFGS.Result?
    var iterations = 0
    while iterations < maximumIterations {
      let factors = objective.hessianFactors(at: point)
      let round = LBFGS(
        maximumIterations: min(roundLength, maximumIterations - iterations),
        gradientTolerance: tolerance
      ).minimize(
        from: point,
        preconditioner: { gradient in
          Self.solve(factors, &gradient)
          if objective.link == .softmax { Self.center(&gradient, outputs: factors.count) }
        },
        objective: objective.value)
      let isBetter = last.map { round.value < $0.value || round.gradientNorm < $0.gradientNorm }
      guard isBetter ?? true else { break }
      (last, point) = (round, round.point)
      iterations += round.iterations
      WorkProgress.report("fitting", iterations, of: maximumIterations)
      if round.converged { break }
    }
    let parameters = Matrix(rows: objective.outputs, columns: objective.width, elements: point)
    return (
      parameters,
      FitReport(
        iterations: iterations, objective: last?.value ?? .infinity,
        gradientNorm: last?.gradientNorm ?? .infinity, converged: last?.converged ?? false)
    )
  }

  /// Multiplies each output's part of a vector by the inverse of its block.
  private static func solve(_ factors: [Matrix], _ vector: inout [Double]) {
    let width = vector.count / factors.count
    for (k, factor) in factors.enumerated() {
      let part = (k * width)..<((k + 1) * width)
      vector.replaceSubrange(part, with: factor.solvingCholesky(Array(vector[part])))
    }
  }

  /// Subtracts the mean over the outputs.
  ///
  /// A shift of all outputs changes no softmax, so that the blocks overrate the curvature there;
  /// the gradient has no such part, and without it in the step the search keeps to where it
  /// matters.
  private static func center(_ vector: inout [Double], outputs: Int) {
    let width = vector.count / outputs
    for j in 0..<width {
      let indices = stride(from: j, to: vector.count, by: width)
      let mean = indices.reduce(0) { $0 + vector[$1] } / Double(outputs)
      for i in indices { vector[i] -= mean }
    }
  }
}

extension Matrix {
  /// Takes `(outputs, features + 1)` parameters apart into weights and the last column.
  func separatingIntercepts() -> (weights: Matrix, intercepts: [Double]) {
    let features = columns - 1
    let weights = (0..<rows).flatMap { self[row: $0].dropLast() }
    return (
      Matrix(rows: rows, columns: features, elements: weights),
      (0..<rows).map { self[$0, features] }
    )
  }
}
