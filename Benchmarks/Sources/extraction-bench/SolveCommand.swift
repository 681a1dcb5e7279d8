import ArgumentParser
import Estimators
import Foundation
import ModelExtraction

/// `extraction-bench solve`: one run of one of our solvers in a process of its own.
struct SolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solves a recorded problem and writes the copy and what it took.")

  @Argument(help: "The problem's folder.") var folder: String
  @Option(help: "exact or loss.") var solver: Solver
  @Option(help: ArgumentHelp("Number of the run.", valueName: "n")) var round = 1

  func validate() throws {
    guard !solver.isPeer else { throw ValidationError("SciPy is run by peer.py") }
  }

  func run() async throws {
    let folder = URL(filePath: folder)
    let problem = try Problem(readFrom: folder)
    let attack = EquationSolving(
      problem.kind, method: solver == .exact ? .exact : .paper, hidden: .known(problem.hidden),
      queries: problem.queries)
    var generator = problem.generator
    let result = try await attack.extract(from: ReplayOracle(problem), using: &generator)
    let measurement = Measurement(
      solver: solver, round: round, seconds: result.seconds, iterations: result.iterations,
      converged: result.converged)
    let name = folder.appending(path: Measurement.name(solver, round)).path
    try ModelFile(result.copy, schema: problem.schema).write(to: name + ".model.json")
    try JSONEncoder().encode(measurement).write(to: URL(filePath: name + ".json"))
  }
}

extension Solver: ExpressibleByArgument {}
