import Estimators
import Experiments
import Foundation
import Reports

/// What `make bench` prints: a row per workload and solver.
struct Report: Sendable, Encodable {
  /// The rows in order.
  let rows: [Row]
  /// Threads that each solver could use.
  let threads: Int
  /// Passes of the perceptron's training.
  let passes: Int

  /// A solver's run on a workload.
  struct Row: Sendable, Encodable {
    /// The class of target and copy.
    let model: ModelKind
    /// Queries, q.
    let queries: Int
    /// Who solved.
    let solver: Solver
    /// Runs, of which `seconds` and `peakBytes` are medians.
    let rounds: Int
    /// Seconds of solving.
    let seconds: Double
    /// The same over the peer's: below 1 is faster.
    let ratio: Double
    /// The largest resident size of the process, in bytes.
    let peakBytes: Double
    /// Iterations of the solver.
    let iterations: Int
    /// Whether the solver met its criterion.
    let converged: Bool
    /// The copy against the target.
    let fidelity: Fidelity
    /// Name and version of the peer.
    let version: String?
  }

  /// Reads a workload's measurements and compares the copies of the first round.
  static func rows(of workload: Workload, in root: URL) throws -> [Row] {
    let folder = root.appending(path: workload.name)
    let target = try ModelFile.read(from: folder.appending(path: "target.json").path)
    let data = EvaluationData(for: target, seed: target.provenance?.seed ?? 1)
    func runs(_ solver: Solver) throws -> [Measurement] {
      try (1...workload.rounds).map { try Measurement(readFrom: folder, solver, $0) }
    }
    let peer = median(try runs(.scipy).map(\.seconds))
    return try workload.solvers.map { solver in
      let runs = try runs(solver)
      let seconds = median(runs.map(\.seconds))
      let copy = folder.appending(path: Measurement.name(solver, 1) + ".model.json").path
      return Row(
        model: workload.kind, queries: workload.queries, solver: solver, rounds: runs.count,
        seconds: seconds, ratio: seconds / peer,
        peakBytes: median(runs.map { Double($0.peakBytes) }),
        iterations: runs[0].iterations, converged: runs[0].converged,
        fidelity: Fidelity(
          of: try ModelFile.read(from: copy).stored, with: target.stored, on: data),
        version: runs[0].version)
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// The rows for people.
  var table: Table {
    var lines: [Table.Row] = []
    for (index, row) in rows.enumerated() {
      let before = index > 0 ? rows[index - 1] : nil
      let isNew = before?.model != row.model || before?.queries != row.queries
      if isNew, before != nil { lines.append(.separator) }
      lines.append(.cells(row.cells(isFirst: isNew)))
    }
    return Table(
      title: "Solvers on the same recorded answers: Adult with target race, "
        + "\(threads) \(threads == 1 ? "thread" : "threads")",
      columns: [
        .init("model"), .init("queries", .right), .init("solver"), .init("seconds", .right),
        .init("ratio", .right), .init("1-R_test", .right), .init("1-R_unif", .right),
        .init("TV", .right), .init("peak MB", .right),
      ],
      rows: lines, footnotes: notes)
  }

  private var notes: [String] {
    let version = rows.compactMap(\.version).first ?? "SciPy"
    return [
      "ratio: seconds over SciPy's, below 1 is faster. Seconds are the solver's alone, medians over "
        + "3 rounds in turn (mlp: 1 round); peak MB is the whole process's.",
      "1-R_test on the 30% of rows never trained on, 1-R_unif and TV on 10,000 uniform points.",
      "\(version); the mlp was trained for \(passes) passes. The seeds of target and queries differ.",
    ]
  }
}

extension Report.Row {
  /// The cells of the table; the workload's name stands in its first row.
  fileprivate func cells(isFirst: Bool) -> [String] {
    [
      isFirst ? model.rawValue : "", isFirst ? NumberFormat.count(queries) : "",
      solver.title(for: model) + (converged ? "" : " (not converged)"),
      NumberFormat.decimal(seconds, places: places(seconds)),
      solver == .scipy ? "1" : NumberFormat.decimal(ratio, places: places(ratio)),
      fidelity.test.map { NumberFormat.percent($0.fidelity) } ?? "-",
      NumberFormat.percent(fidelity.uniform.fidelity),
      NumberFormat.scientific(fidelity.uniform.totalVariation),
      NumberFormat.decimal(peakBytes / 1e6, places: 0),
    ]
  }

  /// Places that leave two digits of a small number.
  private func places(_ value: Double) -> Int {
    value >= 10 ? 1 : value >= 1 ? 2 : min(6, 1 - Int(log10(max(value, 1e-9)).rounded(.down)))
  }
}
