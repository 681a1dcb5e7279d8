/// The classes of model over encoded points that Skua fits, by the names that the command line and files use.
public enum ModelKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Binary logistic regression.
  case logistic
  /// Multinomial logistic regression.
  case softmax
  /// One-vs-rest logistic regression.
  case oneVsRest = "ovr"
  /// A multilayer perceptron.
  case multilayerPerceptron = "mlp"
}
