import Foundation
import Memorization
import Runs

/// The store of one audit: its samples, and numbers computed about them.
struct AuditRecord: Sendable {
  /// Samples that are written or read at a time.
  static let page = 512

  let store: RunStore
  let run: Run.ID

  func count(_ scheme: SamplingScheme) throws -> Int {
    try store.sampleCount(of: run, group: scheme.rawValue)
  }

  func append(_ samples: [AuditSample]) throws {
    try store.append(samples.map(\.stored), to: run)
  }

  /// The samples from a number on, at most one page.
  func samples(
    _ scheme: SamplingScheme, from number: Int, limit: Int = page
  ) throws -> [AuditSample] {
    try store.samples(of: run, group: scheme.rawValue, from: number, limit: limit)
      .map { try AuditSample($0) }
  }

  /// What to throw where samples or scores are missing that have been written.
  func damage(_ scheme: SamplingScheme) -> RunsError {
    RunsError(
      .format,
      "run \(run) of the store lacks samples or scores of \(scheme.rawValue): put back a copy of the "
        + "store, or 'skua runs delete \(run)'")
  }

  func scoreCount(_ scheme: SamplingScheme, _ name: String) throws -> Int {
    try store.scoreCount(of: run, group: scheme.rawValue, name: name)
  }

  /// The samples that have all scores of a column.
  func scoreCount(_ scheme: SamplingScheme, _ column: AuditScoring.Column) throws -> Int {
    try column.names.map { try scoreCount(scheme, $0) }.min() ?? 0
  }

  func append(
    _ scores: [Double], _ scheme: SamplingScheme, _ name: String, from number: Int
  ) throws {
    try store.append(
      scores.enumerated().map {
        StoredScore(
          group: scheme.rawValue, number: number + $0.offset, name: name,
          value: $0.element.isFinite ? $0.element : nil)
      }, to: run)
  }

  /// The values of a score by sample; `nan` where there is none.
  func scores(_ scheme: SamplingScheme, _ name: String) throws -> [Double] {
    try store.scores(of: run, group: scheme.rawValue, name: name).map { $0.value ?? .nan }
  }
}
