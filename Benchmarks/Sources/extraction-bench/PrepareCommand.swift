import ArgumentParser
import Estimators
import Experiments
import Foundation
import LinearAlgebra
import Oracles

/// `extraction-bench prepare`: trains the targets and asks them.
struct PrepareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Trains the targets and records queries with their answers.",
    discussion: """
      Writes a folder per workload and prints its name, the number of rounds, and the solvers to \
      run in turn.
      """)

  /// The data set of all targets, as in Table 4 of the paper.
  static let data = ShippedDataset.adultRace

  @Argument(help: "The folder to write to.") var folder: String
  @Flag(help: "Record what takes minutes to solve, too.") var full = false
  @Option(help: ArgumentHelp("Passes over the data of the perceptron's training.", valueName: "n"))
  var passes = Training.defaultPasses
  @Option(help: ArgumentHelp("Decides the targets; the queries have another.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    guard passes > 0 else { throw ValidationError("--passes takes a whole number from 1 on") }
  }

  func run() async throws {
    let root = URL(filePath: folder)
    var targets: [ModelKind: ModelFile] = [:]
    for workload in Workload.all(full: full) {
      let target = try targets[workload.kind] ?? train(workload.kind)
      targets[workload.kind] = target
      let folder = root.appending(path: workload.name)
      try await recorded(workload, target).write(to: folder)
      try target.write(to: folder.appending(path: "target.json").path)
      let solvers = workload.solvers.map(\.rawValue).joined(separator: " ")
      print(workload.name, workload.rounds, solvers)
    }
  }

  private func train(_ kind: ModelKind) throws(EstimatorError) -> ModelFile {
    var settings = Training.Hyperparameters()
    if kind == .multilayerPerceptron { settings.iterations = passes }
    return try Training(
      kind, on: DataSource(Self.data.name), hyperparameters: settings, seed: seed
    ).run().file
  }

  /// Asks the target the queries that an attack under the problem's seed will ask.
  private func recorded(
    _ workload: Workload, _ target: ModelFile
  ) async throws(OracleError) -> Problem {
    var problem = Problem(
      kind: workload.kind, queries: workload.queries, hidden: target.hiddenLayers.first ?? 0,
      seed: seed &+ 1_000_000, schema: target.schema)
    let oracle = LocalOracle(
      target.stored, space: .encoded(dimensions: target.encoder.dimensions))
    var generator = problem.generator
    let queries = oracle.space.uniformQueries(workload.queries, using: &generator)
    let answers = try await oracle.query(queries)
    problem.points = oracle.space.points(for: queries)
    problem.answers = Matrix(answers.compactMap(\.probabilities))
    return problem
  }
}

extension Problem {
  /// The generator of the queries and of the solver's starts.
  var generator: PhiloxGenerator {
    PhiloxGenerator(seed: seed, stream: RandomStream.attack.rawValue)
  }
}
