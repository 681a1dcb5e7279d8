public import PredictionServices
public import RemoteOracles
public import Runs

/// What a remote extraction gave and what it cost.
public struct RemoteOutcome: Sendable {
  /// The run's number in the store.
  public let run: Run.ID
  /// Whether an interrupted run went on.
  public let isResumed: Bool
  /// What the attack gave.
  public let result: AttackResult
  /// Seconds from the first query to the copy, in this program.
  public let seconds: Double
  /// Answers that came from the ledger.
  public let replayed: Int
  /// Queries that were in flight when the run was interrupted, and asked again, over all interruptions.
  public let repeated: Int
  /// What was sent and received.
  public let statistics: ConnectionStatistics
  /// How the service writes numbers, as far as the answers show.
  public let precision: AnswerPrecision
  /// What a missing value means; `nil` if that was not asked.
  public let missing: MissingProbe?
  /// The furthest that the scores of an answer were from adding up to 1.
  public let largestGap: Double
  /// Price of a query in USD.
  public let price: Double
}
