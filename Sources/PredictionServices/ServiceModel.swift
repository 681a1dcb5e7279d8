public import Estimators

/// A model as a service shows it: its name there, and what it takes and answers.
///
/// A service that takes points of the encoded cube has a schema of as many numeric features.
public struct ServiceModel: Sendable, Hashable {
  /// The name, or number, by which the service knows it.
  public var name: String
  /// The features in the order of a row, and the classes in the order of their indices.
  public var schema: Schema
  /// How a client says that a value is missing; `nil` if rows are complete.
  public var missing: MissingForm?
  /// How confidence values are written.
  public var precision: ServicePrecision
  /// What the service calls the inputs, in the order of the features that they hold; empty where
  /// its convention says.
  public var inputs: [ServiceInput] = []
  /// What the service calls the outputs to ask for, or the field that is predicted; empty where
  /// its convention says.
  public var outputs: [String] = []

  /// A model of a name and a schema, with the rest as the service has it.
  public init(_ name: String, schema: Schema, of profile: ServiceProfile) {
    self.name = name
    self.schema = schema
    missing = profile.missing
    precision = profile.precision
  }
}
