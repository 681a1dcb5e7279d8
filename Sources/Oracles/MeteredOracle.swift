public import Estimators

/// An oracle that counts and prices queries, and refuses what lies beyond a budget.
public struct MeteredOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let meter: QueryMeter

  /// Meters an oracle. One meter may stand in front of several oracles.
  public init(_ base: Base, meter: QueryMeter) {
    self.base = base
    self.meter = meter
  }

  public var space: InputSpace { base.space }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    // What the target would refuse anyway costs nothing.
    try space.validate(inputs)
    try await meter.spend(inputs.count)
    return try await base.query(inputs)
  }
}

/// The count of the queries of a run, what they cost, and how many are left.
public actor QueryMeter {
  /// Queries that may be spent in all; `nil` for no limit.
  public let budget: Int?
  /// Price of one query in USD.
  public let price: Double
  /// Queries spent so far. A query is spent when it is sent, whether or not an answer comes.
  public private(set) var spent: Int

  /// A meter.
  ///
  /// - Parameters:
  ///   - budget: Queries in all; `nil` for no limit.
  ///   - price: USD per query.
  ///   - spent: Queries that an earlier part of the run has spent.
  public init(budget: Int? = nil, price: Double = 0, spent: Int = 0) {
    self.budget = budget
    self.price = price
    self.spent = spent
  }

  /// Queries that are left; `nil` for no limit.
  public var remaining: Int? { budget.map { max(0, $0 - spent) } }

  /// What was spent, in USD.
  public var cost: Double { Double(spent) * price }

  /// Takes queries off the budget, all of them or none.
  ///
  /// - Throws: `OracleError.Code.budgetExhausted` if fewer are left.
  public func spend(_ count: Int) throws(OracleError) {
    if let remaining, count > remaining {
      throw OracleError(
        .budgetExhausted(remaining: remaining),
        "\(count) queries were asked with \(remaining) left of a budget of \(budget ?? 0)")
    }
    spent += count
  }
}
