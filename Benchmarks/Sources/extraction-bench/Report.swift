import Estimators
import Experiments
import Foundation
import Reports

/// What `make bench` prints: a row per workload and solver.
struct Report: Sendable, Encodable {
  /// The rows in order.
  let rows: [Row]
  /// Threads of each solver's BLAS.
  let threads: Int
  /// Processes that wanted a core in the last minute, if the system tells.
  let load: Double?
  /// Cores of the machine.
  let cores: Int
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
        + "\(threads) BLAS \(threads == 1 ? "thread" : "threads") each",
      columns: [
        .init("model"), .init("queries", .right), .init("solver"), .init("seconds", .right),
        .init("ratio", .right), .init("1-R_test", .right), .init("1-R_unif", .right),
        .init("TV", .right), .init("peak MB", .right),
      ],
      rows: lines, footnotes: notes)
  }

  private var notes: [String] {
    let version = rows.compactMap(\.version).first ?? "SciPy"
    let perceptrons = rows.filter { $0.model == .multilayerPerceptron }.map(\.rounds).max() ?? 1
    return [
      "ratio: seconds over those of SciPy on the loss; below 1 is faster. Seconds are the solver's "
        + "alone, medians over \(rows.map(\.rounds).max() ?? 1) rounds in turn (mlp: "
        + "\(perceptrons)); peak MB is the whole process's.",
      "Both searches on the loss end at a gradient of 1e-10 or after 2,000 iterations, and where "
        + "the loss falls no further. * ended before its own criterion was met.",
      "1-R_test on the 30% of rows never trained on, 1-R_unif and TV on 10,000 uniform points.",
      "\(version); the mlp was trained for \(passes) passes; targets and queries have seeds of "
        + "their own.",
    ] + loadNote
  }

  /// A warning where other processes took part of the cores.
  private var loadNote: [String] {
    guard let load, load > Double(cores) else { return [] }
    return [
      "Busy machine: \(NumberFormat.decimal(load, places: 1)) processes on \(cores) cores in the "
        + "last minute, so that seconds are too long, for all solvers alike."
    ]
  }
}

extension Report.Row {
  /// The cells of the table; the workload's name stands in its first row.
  fileprivate func cells(isFirst: Bool) -> [String] {
    [
      isFirst ? model.rawValue : "", isFirst ? NumberFormat.count(queries) : "",
      solver.title(for: model) + (converged ? "" : " *"),
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
