public import Foundation

/// One execution of a command that is worth keeping: what was asked, how it stands, what came out.
///
/// The store knows no attack: configuration and result are JSON that whoever began the run reads.
public struct Run: Sendable, Identifiable, Hashable {
  /// A run's number, from 1; a store never gives one twice.
  public typealias ID = Int64

  /// Whether a run goes on.
  public enum Status: String, Sendable, Hashable {
    /// Begun and not ended: at work, or interrupted.
    case running
    /// Ended with a result.
    case finished
    /// Ended with an error; what it recorded before is kept.
    case failed
  }

  /// The run's number.
  public let id: ID
  /// Which command it belongs to, such as `audit`.
  public let kind: String
  /// What it is about, for people.
  public let title: String
  /// Whether it goes on.
  public let status: Status
  /// Decides everything random.
  public let seed: UInt64
  /// When it began.
  public let created: Date
  /// When it ended, with a result or an error.
  public let finished: Date?
  /// What was asked: JSON.
  public let configuration: Data
  /// What came out, once finished: JSON.
  public let result: Data?
  /// Why it failed.
  public let message: String?
}
