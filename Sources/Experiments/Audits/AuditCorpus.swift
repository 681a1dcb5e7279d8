import Foundation
import Memorization

/// The training text of an audit, indexed, and what has to be said of it.
struct AuditCorpus {
  let index: CorpusIndex
  let notes: [String]

  /// Opens the index of the plan's training text, or builds it in a folder beside the store; `nil`
  /// without such text.
  init?(_ plan: AuditPlan, besides store: String) throws {
    guard !plan.corpus.isEmpty else { return nil }
    let folder = URL(filePath: store).deletingLastPathComponent().path
    var reading: CorpusReading?
    let index = try CorpusIndex.open(
      plan.corpus, field: plan.field, cache: CorpusIndex.cacheFolder(of: plan.corpus, in: folder)
    ) { reading = $0 }
    let overlap = try plan.heldOut.map { try Self.overlap($0, plan.field, index) } ?? []
    self.index = index
    let fuzzy =
      index.hasTrigrams ? [] : ["the index has no word trigrams: the fuzzy check is left out"]
    notes = (reading?.notes ?? []) + overlap + fuzzy
  }

  /// Says so if documents of the held-out text stand in the training text as a whole.
  private static func overlap(_ path: String, _ field: String, _ index: CorpusIndex) throws
    -> [String]
  {
    var (documents, known) = (0, 0)
    try CorpusSource([path], field: field).forEach { _, text in
      documents += 1
      known += index.count(text).occurrences > 0 ? 1 : 0
    }
    guard known > 0 else { return [] }
    return [
      "\(known) of \(documents) documents of the held-out text \(path) stand in the training text "
        + "too: the noise floor is too high by them"
    ]
  }
}
