import ArgumentParser
import Estimators
import Experiments

extension TrainCommand {
  /// How a decision tree grows.
  struct TreeOptions: ParsableArguments {
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("Splits on a path at most; no limit by default.", valueName: "n"))
    var depth: Int?
    @Option(
      parsing: .unconditional, help: ArgumentHelp("Rows of a leaf at least.", valueName: "n"))
    var leafSize = 1
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("Rows of a node that is split, at least.", valueName: "n"))
    var splitSize = 2
    @Option(help: "What a split lowers: gini or entropy.")
    var criterion = ClassificationTree.Criterion.gini
    @Option(
      help: "How categories are split: one-against-rest, subsets or every-category.")
    var categories = TreeLimits.CategorySplits.oneAgainstRest
    @Option(
      help: ArgumentHelp(
        "none, confidence, or a price per leaf in impurity, such as 0.01.", valueName: "rule"))
    var pruning = "none"

    func validate() throws {
      try Self.check("--depth", depth, in: 0...100_000)
      try Self.check("--leaf-size", leafSize, in: 1...1_000_000_000)
      try Self.check("--split-size", splitSize, in: 2...1_000_000_000)
      _ = try rule
    }

    /// The limits that these options describe.
    var limits: TreeLimits {
      get throws {
        TreeLimits(
          maximumDepth: depth, minimumLeafSize: leafSize, minimumSplitSize: splitSize,
          categories: categories, pruning: try rule)
      }
    }

    private var rule: TreeLimits.Pruning {
      get throws {
        switch pruning {
        case "none": return .none
        case "confidence": return .confidence
        default:
          guard let price = Double(pruning), price >= 0, price.isFinite else {
            throw ValidationError(
              "--pruning takes none, confidence or a number from 0 on, not '\(pruning)'")
          }
          return .costComplexity(price)
        }
      }
    }
  }

  /// Fits a tree, writes it and prints how it came out.
  func runTree() throws {
    let trained = try TreeTraining(
      on: table.source, criterion: tree.criterion, limits: tree.limits, seed: common.seed,
      trainingFraction: trainFraction
    ).run()
    try trained.file.write(to: out)
    let summary = TreeTrainingSummary(trained, data: table.data, out: out)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }
}

/// What can be trained.
enum TrainedKind: String, ExpressibleByArgument, CaseIterable {
  case logistic, softmax, ovr, mlp, tree, binned

  /// The class of a model of encoded points; `nil` for a tree or a binned regression.
  var kind: ModelKind? { ModelKind(rawValue: rawValue) }
}
