import Foundation
public import Reports
public import Runs

/// What `skua runs list` prints.
public struct RunListing: Sendable, Encodable {
  /// All runs of the store, the oldest first.
  public let runs: [Entry]

  /// One run.
  public struct Entry: Sendable, Encodable {
    /// Its number, which other commands take.
    public let id: Run.ID
    /// Which command it belongs to.
    public let kind: String
    /// What it is about.
    public let title: String
    /// `running`, `interrupted`, `finished` or `failed`.
    public let status: String
    /// Decides everything random.
    public let seed: UInt64
    /// When it began, as in ISO 8601.
    public let created: String
    /// When it ended; `null` if it has not.
    @Nullable public var finished: String?
    /// Bytes of its samples and documents.
    public let bytes: Int
    /// Why it failed; `null` if it did not.
    @Nullable public var message: String?
    let began: String

    private enum CodingKeys: CodingKey {
      case id, kind, title, status, seed, created, finished, bytes, message
    }

    init(_ run: Run, in store: RunStore, bytes: Int) {
      id = run.id
      kind = run.kind
      title = run.title
      // A program that was killed could not say so, but its lock is gone.
      let isInterrupted = run.status == .running && !store.isLocked(run.id)
      status = isInterrupted ? "interrupted" : run.status.rawValue
      seed = run.seed
      created = run.created.formatted(.iso8601)
      began = run.created.formatted(
        Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: .current)
          .year().month().day().time(includingFractionalSeconds: false))
      self.bytes = bytes
      _finished = Nullable(wrappedValue: run.finished?.formatted(.iso8601))
      _message = Nullable(wrappedValue: run.message)
    }
  }

  /// Lists a store's runs.
  ///
  /// - Throws: `RunsError` if the store can't be read.
  public init(_ store: RunStore) throws(RunsError) {
    var entries: [Entry] = []
    for run in try store.runs() {
      entries.append(Entry(run, in: store, bytes: try store.contents(of: run.id).bytes))
    }
    runs = entries
  }

  /// The listing as a table.
  public var table: Table {
    Table(
      columns: [
        .init("id", .right), .init("kind"), .init("title"), .init("status"), .init("seed", .right),
        .init("begun"), .init("size", .right),
      ],
      rows: runs.map { run in
        .cells([
          "\(run.id)", run.kind, run.title, run.status, "\(run.seed)", run.began,
          NumberFormat.bytes(run.bytes),
        ])
      })
  }
}
