/// What distinguishes a prediction service (Tramèr et al. 2016, Table 2, and what an auditor needs beside).
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
  case logisticRegression = "logistic_regression"
  case supportVectorMachine = "svm"
  case neuralNetwork = "neural_network"
  case decisionTree = "decision_tree"
}

/// How a service writes numbers.
public enum ServicePrecision: Sendable, Hashable, Codable {
  /// So that 64 bits read back.
  case float64
  /// Rounded to 32 bits, with as many digits as tell those apart.
  case float32
  /// Rounded to a number of decimals.
  case decimals(Int)
}

/// How a request says that a value is missing.
public enum MissingForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// The name of the feature doesn't occur.
  case omitted
  /// `null`.
  case null
  /// An empty string.
  case empty
  /// A number that is none.
  case nan
}

/// How a client proves who it is.
public enum ServiceAuthentication: Sendable, Hashable {
  /// Not at all.
  case none
  /// `Authorization: Bearer KEY`.
  case bearer
  /// A parameter of the address.
  case parameter(String)
  /// A header of its own.
  case header(String)
  /// A signature of the request (AWS Signature Version 4) for a service of this name.
  case awsSignature(service: String)
}
