import Foundation
import Memorization

/// The training text of an audit, indexed, and what has to be said of it.
struct AuditCorpus {
  let index: CorpusIndex
  let notes: [String]

  /// Opens the index of the plan's training text, or builds it in a folder beside the store; `nil`
  /// without such text.
  init?(_ plan: AuditPlan, heldOut: [[UInt8]], beside store: String) throws {
    guard !plan.corpus.isEmpty else { return nil }
    let folder = URL(filePath: store).deletingLastPathComponent().path
    let index = try CorpusIndex.open(
      plan.corpus, field: plan.field, cache: CorpusIndex.cacheFolder(of: plan.corpus, in: folder))
    self.index = index
    notes = index.auditNotes + Self.overlap(heldOut, plan, index)
  }

  /// Says so if documents of the held-out text that are not trivial stand in the training text as a
  /// whole.
  private static func overlap(
    _ texts: [[UInt8]], _ plan: AuditPlan, _ index: CorpusIndex
  ) -> [String] {
    let known = texts.count {
      !plan.triviality.isTrivial($0) && index.count($0).occurrences > 0
    }
    guard known > 0 else { return [] }
    return [
      "\(known) of \(texts.count) documents of the held-out text stand in the training text too: the noise "
        + "floor is too high by them"
    ]
  }
}

extension CorpusIndex {
  /// What an audit should say of the training text, whenever it was read.
  fileprivate var auditNotes: [String] {
    var notes: [String] = []
    if skipped > 0 {
      notes.append(
        skipped == 1
          ? "one file of the training text was skipped: it is no text"
          : "\(skipped) files of the training text were skipped: they are no text")
    }
    if repaired > 0 {
      let documents = repaired == 1 ? "1 document" : "\(repaired) documents"
      notes.append(
        "\(documents) of the training text held what is no UTF-8: U+FFFD stands in its place")
    }
    if !hasTrigrams {
      notes.append("the index has no word trigrams: the fuzzy check is left out")
    }
    return notes
  }
}
