import ArgumentParser
import Estimators
import Experiments

/// `skua train`: fits a target.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fits a model to a CSV file or a data set and writes a model file.",
    discussion: """
      Rows with an empty cell are left out, categories become one-hot columns, every column is scaled to \
      [-1, 1] over all rows, and 30% of the rows are held out. A tree takes rows as they are, and may \
      predict a number. A binned regression cuts numbers into quantile bins, as Amazon's service did.

      EXAMPLES
        skua train --data adult-race --model softmax --out target.json
        skua train --data loans.csv --target grade --ignore id --categorical branch --out target.json
        skua train --data digits --model mlp --hidden 20 --epochs 200 --out target.json
        skua train --data german-credit --model tree --leaf-size 10 --out tree.json
        skua train --data adult-income --model binned --bins 50 --out binned.json
        skua train --data randhie-medical --model tree --depth 8 --pruning confidence --out tree.json
      """)

  @OptionGroup var table: DataOptions

  @Option(
    help: "logistic, softmax, ovr, mlp, tree or binned; by the number of classes if not given.")
  var model: TrainedKind?

  @Option(help: ArgumentHelp("The model file to write.", valueName: "file"))
  var out: String

  @Option(
    help: ArgumentHelp("Inverse penalty C of the regressions; smaller is stronger.", valueName: "c")
  )
  var regularization = 1.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Gradient at which a regression has converged.", valueName: "x"))
  var tolerance: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Iterations of a regression at most.", valueName: "n"))
  var iterations: Int?

  @Option(help: ArgumentHelp("Hidden units of each layer of an mlp.", valueName: "n,n"))
  var hidden = "20"

  @Option(help: "tanh, sigmoid or relu, for an mlp.")
  var activation = Activation.tanh

  @Option(help: "sgd, nesterov (as the paper's authors train) or lbfgs, for an mlp.")
  var optimizer = MultilayerPerceptron.Optimizer.sgd

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Passes over the data, for an mlp.", valueName: "n")
  )
  var epochs = Training.defaultPasses

  @Option(parsing: .unconditional, help: ArgumentHelp("Rows per step, for an mlp.", valueName: "n"))
  var batch = 20

  @Option(parsing: .unconditional, help: ArgumentHelp("Step length, for an mlp.", valueName: "x"))
  var learningRate = 1e-2

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Penalty on squared weights, for an mlp.", valueName: "x"))
  var l2 = 1e-4

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Share of the rows to fit, the rest held out.", valueName: "x"))
  var trainFraction = 0.7

  @OptionGroup(title: "Decision trees") var tree: TreeOptions
  @OptionGroup(title: "Binned regressions") var binned: BinnedOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try CommonOptions.check(out, doesNotReplace: table.data)
    guard trainFraction > 0, trainFraction <= 1 else {
      throw ValidationError(
        "--train-fraction lies above 0 and at most at 1, not at \(trainFraction)")
    }
    guard regularization > 0 else {
      throw ValidationError("--regularization is above 0, not \(regularization)")
    }
    try Self.check("--epochs", epochs, in: 1...1_000_000)
    try Self.check("--batch", batch, in: 1...1_000_000)
    try Self.check("--iterations", iterations, in: 1...1_000_000)
    guard learningRate > 0 else {
      throw ValidationError("--learning-rate is above 0, not \(learningRate)")
    }
    guard tolerance ?? 1 > 0 else {
      throw ValidationError("--tolerance is above 0, not \(tolerance ?? 0)")
    }
    guard l2 >= 0 else { throw ValidationError("--l2 is 0 or above, not \(l2)") }
    _ = try hiddenLayers
  }

  func run() async throws {
    if model == .tree { return try runTree() }
    if model == .binned { return try await runBinned() }
    let trained = try await ProgressBar.following {
      let loaded = try table.source.load()
      let kind = model?.kind ?? (loaded.dataset.schema.classes.count == 2 ? .logistic : .softmax)
      return try Training(
        kind, on: table.source, hyperparameters: hyperparameters(kind), seed: common.seed,
        trainingFraction: trainFraction
      ).run(on: loaded)
    }
    try trained.file.write(to: out)
    let summary = TrainingSummary(trained, data: table.data, out: out)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }

  private func hyperparameters(_ kind: ModelKind) throws -> Training.Hyperparameters {
    var settings = Training.Hyperparameters()
    settings.inverseRegularization = regularization
    settings.tolerance = tolerance
    settings.iterations = kind == .multilayerPerceptron ? epochs : iterations
    settings.hiddenLayers = try hiddenLayers
    settings.activation = activation
    settings.optimizer = optimizer
    settings.batchSize = batch
    settings.learningRate = learningRate
    settings.l2Penalty = l2
    return settings
  }

  private var hiddenLayers: [Int] {
    get throws {
      let sizes = hidden.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard sizes.allSatisfy({ (1...10_000).contains($0 ?? 0) }) else {
        throw ValidationError(
          "--hidden takes units per layer, such as 20 or 30,10, not '\(hidden)'")
      }
      return sizes.compactMap(\.self)
    }
  }
}
