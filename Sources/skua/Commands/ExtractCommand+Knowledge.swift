import ArgumentParser
import Estimators
import Experiments
import ModelExtraction

extension ExtractCommand {
  /// What the attacker knows of the target's class.
  struct Knowledge: ParsableArguments {
    @Option(help: "auto, logistic, softmax, ovr or mlp; the target's own class by default.")
    var model: ModelChoice?
    @Option(
      help:
        "direct (logistic, softmax), least-squares (ovr, mlp), loss (softmax, ovr) or gradient (mlp); paper or ours (feature-recovery)."
    )
    var method: MethodName?
    @Option(
      help: ArgumentHelp(
        "Hidden units of an mlp, or auto (up to 64); the target's own by default.", valueName: "n"))
    var hidden: String?

    /// What the attacker knows of the class; `nil` for nothing.
    func attack(on file: ModelFile, at path: String, queries: Int?) throws -> EquationSolving? {
      if model == .auto { return nil }
      let kind = model?.kind ?? file.kind
      if let method = method, !method.suits(kind) {
        throw ValidationError(
          "--method \(method.rawValue) is not for \(kind.title): "
            + MethodName.listed(for: kind))
      }
      return EquationSolving(
        kind, method: method?.method ?? .exact, hidden: try hidden(file, at: path, kind),
        activation: file.activation, queries: queries)
    }

    /// The hidden layer as the attacker knows it, the target's own by default.
    private func hidden(
      _ file: ModelFile, at path: String, _ kind: ModelKind
    ) throws -> EquationSolving.Hidden {
      guard kind == .multilayerPerceptron else { return .upTo(64) }
      if let hidden { return Int(hidden).map { .known($0) } ?? .upTo(64) }
      guard file.hiddenLayers.count == 1 else {
        throw EstimatorError(
          .unfitData,
          "\(path) has \(file.hiddenLayers.count) hidden layers, and this attack rebuilds a "
            + "perceptron of one: give --hidden N or --hidden auto to fit one layer all the same")
      }
      return .known(file.hiddenLayers[0])
    }
  }
}

/// What the attacker takes the target for.
enum ModelChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, logistic, softmax, ovr, mlp

  var kind: ModelKind? { ModelKind(rawValue: rawValue) }
}

/// The solvers by the names of the papers and ours.
enum MethodName: String, ExpressibleByArgument, CaseIterable {
  case direct, loss
  case leastSquares = "least-squares"
  case gradient, paper, ours

  var method: EquationSolving.Method {
    [.loss, .gradient, .paper].contains(self) ? .paper : .exact
  }

  func suits(_ kind: ModelKind) -> Bool {
    switch (self, kind) {
    case (.direct, .logistic), (.direct, .softmax), (.loss, .softmax): true
    case (.leastSquares, .oneVsRest), (.loss, .oneVsRest): true
    case (.leastSquares, .multilayerPerceptron), (.gradient, .multilayerPerceptron): true
    default: false
    }
  }

  /// The names of what suits a class: "direct or loss".
  static func listed(for kind: ModelKind) -> String {
    allCases.filter { $0.suits(kind) }.map(\.rawValue).joined(separator: " or ")
  }
}
