import ArgumentParser
import Estimators
import Experiments

extension TrainCommand {
  /// How a binned regression encodes its rows.
  struct BinnedOptions: ParsableArguments {
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(
        "Quantile bins of each number at most, or 'none' to take numbers as they are.",
        valueName: "n"))
    var bins = "10"
    @Flag(help: "A column per feature for missing values, and one-vs-rest, as BigML's service.")
    var missingColumns = false

    func validate() throws { _ = try count }

    /// The number of bins; `nil` for none.
    var count: Int? {
      get throws {
        if bins == "none" { return nil }
        guard let count = Int(bins), (2...100_000).contains(count) else {
          throw ValidationError(
            "--bins takes a whole number from 2 to 100000 or 'none', not '\(bins)'")
        }
        return count
      }
    }
  }

  /// Fits a binned regression, writes it and prints how it came out.
  func runBinned() async throws {
    var regression = BinnedRegression(
      binned.missingColumns ? .oneVsRest : nil, bins: try binned.count,
      marksMissing: binned.missingColumns, inverseRegularization: regularization)
    regression.tolerance = tolerance ?? regression.tolerance
    regression.maximumIterations = iterations ?? regression.maximumIterations
    let training = BinnedTraining(
      regression, on: table.source, seed: common.seed, trainingFraction: trainFraction)
    let trained = try await ProgressBar.following { try training.run() }
    try trained.file.write(to: out)
    let summary = BinnedTrainingSummary(trained, data: table.data, out: out)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }
}
