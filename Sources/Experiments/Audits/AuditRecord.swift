import Foundation
import Memorization
import Runs

/// The store of one audit: its samples, and numbers computed about them.
struct AuditRecord: Sendable {
  /// Samples that are written, read or scored at a time.
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
  func samples(_ scheme: SamplingScheme, from number: Int) throws -> [AuditSample] {
    try store.samples(of: run, group: scheme.rawValue, from: number, limit: Self.page)
      .map { try AuditSample($0) }
  }

  func scoreCount(_ scheme: SamplingScheme, _ name: String) throws -> Int {
    try store.scoreCount(of: run, group: scheme.rawValue, name: name)
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
