import Foundation

/// What one run of a solver took: `exact-1.json`, beside the copy in `exact-1.model.json`.
struct Measurement: Sendable, Codable {
  /// Who solved.
  let solver: Solver
  /// Number of the run, from 1 on.
  let round: Int
  /// Seconds of solving, without reading and writing.
  let seconds: Double
  /// The largest resident size of the process, in bytes.
  let peakBytes: Int
  /// Iterations of the solver.
  let iterations: Int
  /// Whether the solver met its criterion.
  let converged: Bool
  /// Name and version of the peer; `nil` for ours.
  var version: String?

  /// The name of its files without their ending.
  static func name(_ solver: Solver, _ round: Int) -> String { "\(solver.rawValue)-\(round)" }

  /// Reads a measurement from a problem's folder.
  init(readFrom folder: URL, _ solver: Solver, _ round: Int) throws {
    let file = folder.appending(path: Self.name(solver, round) + ".json")
    self = try JSONDecoder().decode(Measurement.self, from: Data(contentsOf: file))
  }

  /// A measurement of this process.
  init(solver: Solver, round: Int, seconds: Double, iterations: Int, converged: Bool) {
    self.solver = solver
    self.round = round
    self.seconds = seconds
    self.iterations = iterations
    self.converged = converged
    var usage = rusage()
    #if os(macOS)
      getrusage(RUSAGE_SELF, &usage)
      peakBytes = usage.ru_maxrss
    #else
      getrusage(RUSAGE_SELF.rawValue, &usage)
      peakBytes = usage.ru_maxrss * 1024
    #endif
  }
}
