/// A fitted model of one of the kinds that a model file holds.
public enum StoredModel: Sendable, Hashable {
  /// Binary logistic regression.
  case logistic(LogisticModel)
  /// Multinomial logistic regression.
  case softmax(SoftmaxModel)
  /// One-vs-rest logistic regression.
  case oneVsRest(OneVsRestModel)
  /// A multilayer perceptron.
  case multilayerPerceptron(PerceptronModel)

  /// The stored form of a model; `nil` if it is of no kind that a file holds.
  public init?(_ model: any Model) {
    switch model {
    case let model as LogisticModel: self = .logistic(model)
    case let model as SoftmaxModel: self = .softmax(model)
    case let model as OneVsRestModel: self = .oneVsRest(model)
    case let model as PerceptronModel: self = .multilayerPerceptron(model)
    default: return nil
    }
  }

  /// The kind, as the file names it.
  public var kind: ModelKind {
    switch self {
    case .logistic: .logistic
    case .softmax: .softmax
    case .oneVsRest: .oneVsRest
    case .multilayerPerceptron: .multilayerPerceptron
    }
  }

  /// The model itself, for points of the encoded cube.
  public var model: any Model {
    switch self {
    case .logistic(let model): model
    case .softmax(let model): model
    case .oneVsRest(let model): model
    case .multilayerPerceptron(let model): model
    }
  }
}
