/// What distinguishes a prediction service: Table 2 of Tramèr et al. 2016, and what an audit needs.
public struct ServiceProfile: Sendable, Hashable {
  /// The name by which commands know it.
  public let name: String
  /// The name by which people know it.
  public let title: String
  /// Whether a trained model can be downloaded and used locally.
  public var hasWhiteBox = false
  /// Whether a user may charge others for queries to a model.
  public var hasMonetization = false
  /// Whether answers hold more than a label.
  public var hasConfidence = true
  /// The classes of models that it serves.
  public var models: Set<ModelClass> = Set(ModelClass.allCases)
  /// How it writes confidence values.
  public var precision = ServicePrecision.float64
  /// How a client leaves a value out; `nil` if every row must be complete.
  public var missing: MissingForm?
  /// The forms of a missing value that its format can express.
  public var missingForms: Set<MissingForm> = []
  /// Rows of one request at most.
  public var batch = 1
  /// Price of a query in USD; 0 where whoever runs it pays for the machine.
  public var price = 0.0
  /// How a client proves who it is.
  public var authentication = ServiceAuthentication.none
  /// The base address of the service itself; `nil` where users run it, or where it is gone.
  public var address: String?

  /// A profile of the given names with the defaults of the rest.
  public init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// The classes of models by which Table 2 of Tramèr et al. 2016 tells services apart.
public enum ModelClass: String, Sendable, Hashable, Codable, CaseIterable {
  /// Linear models of a class's probability.
  case logisticRegression = "logistic_regression"
  /// Linear and kernel machines.
  case supportVectorMachine = "svm"
  /// Perceptrons and what came after.
  case neuralNetwork = "neural_network"
  /// Single trees.
  case decisionTree = "decision_tree"
}
