public import Estimators
import Foundation
public import PredictionServices

/// What `skua extract URL` is asked to do: all that decides a run, and no secret.
public struct RemotePlan: Sendable, Codable, Hashable {
  /// The service's address.
  public var address: String
  /// The service's name.
  public var service: String
  /// The configuration of the service `generic`; `nil` for one that is known by name.
  public var template: GenericServiceTemplate?
  /// The model's name at the service.
  public var model: String
  /// The features and classes of the model.
  public var schema: Schema
  /// What the service calls the model's inputs; empty where its convention says.
  public var inputs: [ServiceInput] = []
  /// What the service calls the outputs to ask for; empty where its convention says.
  public var outputs: [String] = []
  /// How a missing value is sent; `nil` as the service has it.
  public var missing: MissingForm?
  /// The attack.
  public var attack: AttackPlan
  /// Queries in all, the check's included; `nil` for no limit.
  public var budget: Int?
  /// USD in all; `nil` for no limit.
  public var maximumPrice: Double?
  /// Price of a query in USD; `nil` as the service has it.
  public var price: Double?
  /// Further queries for the attacker's own estimate of the copy's error.
  public var check = 20
  /// Whether the service is asked at the end what a missing value means.
  public var probesMissing = false
  /// Whether an input that was asked before is answered from memory.
  public var reusesAnswers = false
  /// Decides the queries and the solver's starts.
  public var seed: UInt64 = 1

  /// What is asked for by an attack and the settings that it takes.
  public struct AttackPlan: Sendable, Codable, Hashable {
    /// The attack's name on the command line.
    public var name: String
    /// The class that the attacker takes the model for; `nil` to find it out.
    public var kind: ModelKind?
    /// Whether the paper's method is used in place of ours.
    public var usesPaperMethod = false
    /// Hidden units of a perceptron; `nil` to find them out.
    public var hidden: Int?
    /// Queries to solve with; `nil` for what the class needs.
    public var queries: Int?
    /// Thresholds are sought to within this much.
    public var epsilon = 1e-3
    /// Whether the answer's list of features is used, where there is one.
    public var usesFields = true
    /// Whether features may be left out.
    public var usesIncompleteQueries = true

    /// Names of the numeric features that hold whole numbers alone, in order: plans are compared byte by
    /// byte.
    public var wholeNumbers: [String] = []

    /// An attack by name.
    public init(_ name: String) { self.name = name }
  }

  /// A plan for a model at a service.
  public init(
    _ address: String, service: String, model: String, schema: Schema, attack: AttackPlan
  ) {
    self.address = address
    self.service = service
    self.model = model
    self.schema = schema
    self.attack = attack
  }

  /// Queries that budget and price allow together; `nil` for no limit.
  ///
  /// - Parameter price: Price of a query in USD.
  func allowedQueries(at price: Double) -> Int? {
    let affordable = maximumPrice.flatMap { maximum in
      // A sum that a whole number of queries costs exactly buys them all.
      price > 0 ? Int(exactly: (maximum / price * (1 + 1e-12)).rounded(.down)) ?? .max : nil
    }
    return [budget, affordable].compactMap(\.self).min()
  }
}
