import Estimators

/// A class of target, a number of queries, and who solves it: one group of the table.
struct Workload: Sendable {
  /// The class of the target.
  let kind: ModelKind
  /// Queries, q.
  let queries: Int
  /// Who solves it, in turn.
  let solvers: [Solver]
  /// Runs of each solver, of which the table gives the median.
  let rounds: Int

  /// The name of its folder: `softmax-106`.
  var name: String { "\(kind.rawValue)-\(queries)" }

  /// What is measured, with `full` also what takes minutes.
  ///
  /// The numbers of queries are the least that ours takes and the paper's c (d + 1) for the
  /// regressions, and one and two per parameter for the perceptron.
  static func all(full: Bool) -> [Workload] {
    let regressions = [
      (ModelKind.softmax, 106), (.softmax, 530), (.oneVsRest, 146), (.oneVsRest, 530),
    ].map {
      Workload(kind: $0, queries: $1, solvers: [.exact, .loss, .scipy, .scipyLong], rounds: 3)
    }
    let perceptrons = (full ? [2_225, 4_450] : [2_225]).map { queries in
      Workload(
        kind: .multilayerPerceptron, queries: queries, solvers: [.exact, .scipy, .scipyLong],
        rounds: 1)
    }
    return regressions + perceptrons
  }
}

/// Who solves a workload.
enum Solver: String, Sendable, Codable {
  /// Ours: log-ratio equations or non-linear least squares.
  case exact
  /// Our L-BFGS on the paper's loss.
  case loss
  /// SciPy's L-BFGS-B on the same loss: `peer.py`.
  case scipy
  /// The same with ten times the iterations.
  case scipyLong = "scipy-long"

  /// Whether `peer.py` runs it.
  var isPeer: Bool { self == .scipy || self == .scipyLong }

  /// The solver as the table names it, for a class of target.
  func title(for kind: ModelKind) -> String {
    switch (self, kind) {
    case (.exact, .softmax): "Skua, log-ratio equations"
    case (.exact, .multilayerPerceptron): "Skua, variable projection"
    case (.exact, _): "Skua, least squares"
    case (.loss, _): "Skua, L-BFGS on the loss"
    case (.scipy, _): "SciPy, L-BFGS-B on the loss"
    case (.scipyLong, _): "SciPy, ten times the iterations"
    }
  }
}
