/// How the search for a model's parameters ended.
public struct FitReport: Sendable, Hashable, Codable {
  /// Iterations of the optimiser, or passes over the data.
  public var iterations: Int
  /// The objective at the end: mean cross-entropy per row in nats, plus the regularisation.
  public var objective: Double
  /// The largest absolute entry of the objective's gradient at the end.
  public var gradientNorm: Double
  /// Whether the gradient's norm fell to the tolerance; `nil` where no such rule stops the search.
  public var converged: Bool?

  /// A report of given facts.
  public init(iterations: Int, objective: Double, gradientNorm: Double, converged: Bool?) {
    self.iterations = iterations
    self.objective = objective
    self.gradientNorm = gradientNorm
    self.converged = converged
  }
}
