import Foundation
import Memorization

/// The small models that Skua carries, trained on a lab of which the size and the seed are known.
enum ShippedLab {
  /// The folder of the models.
  ///
  /// It stands in the bundle of resources; without one, `lab.json` is said to be missing.
  static let folder = Bundle.module.url(forResource: "Lab", withExtension: nil)?.path ?? "Lab"

  /// The lab that the models were trained on.
  static func plan() throws(MemorizationError) -> LabPlan {
    let summary = try LabBuildSummary(readingFrom: folder)
    return LabPlan(size: summary.corpus.size, seed: summary.corpus.seed)
  }
}
