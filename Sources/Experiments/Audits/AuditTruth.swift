import Memorization

/// What a lab planted, as far as it may count: decoys may not, files longer than any sample can't, twins
/// must not be found.
struct AuditTruth {
  /// Strings that stand in the training text.
  let inserted: [PlantedItem]
  /// Strings of the same generators that don't.
  let twins: [PlantedItem]

  /// - Throws: `MemorizationError` if the file can't be read, or tells of another training text.
  init(_ plan: AuditPlan, _ index: CorpusIndex?) throws(MemorizationError) {
    guard let path = plan.truth, let index else {
      (inserted, twins) = ([], [])
      return
    }
    let items = try Lab.readTruth(path).filter { $0.family != .decoy && $0.family != .file }
    for item in items {
      let count = index.count(Array(item.text.utf8))
      guard count.occurrences == item.occurrences, count.documents == item.documents else {
        throw MemorizationError(
          .input,
          "\(path) is not the truth of this training text: string \(item.id) stands there "
            + "\(count.occurrences) times, not \(item.occurrences); give the corpus and the truth of one "
            + "lab")
      }
    }
    inserted = items.filter(\.isInserted)
    twins = items.filter { !$0.isInserted }
  }

  var isEmpty: Bool { inserted.isEmpty && twins.isEmpty }

  /// How many strings stand whole in a sample, by family and by times inserted.
  func summary(_ verifications: [Verification]) -> [AuditReport.PlantedSummary] {
    var found: Set<Int> = []
    for verification in verifications {
      found.formUnion(verification.planted.map { inserted[$0].id })
      found.formUnion(verification.controls.map { twins[$0].id })
    }
    struct Level: Hashable {
      let family: String
      let occurrences: Int
    }
    return Dictionary(grouping: inserted + twins) {
      Level(family: $0.family.rawValue, occurrences: $0.occurrences)
    }.map { level, items in
      AuditReport.PlantedSummary(
        family: level.family, occurrences: level.occurrences, items: items.count,
        found: items.count { found.contains($0.id) },
        longItems: items.count { $0.text.utf8.count >= 40 },
        longFound: items.count { $0.text.utf8.count >= 40 && found.contains($0.id) })
    }.sorted { ($0.family, $1.occurrences) < ($1.family, $0.occurrences) }
  }
}
