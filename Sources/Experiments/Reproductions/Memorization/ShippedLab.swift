import Estimators
import Memorization

/// The small models that Skua carries, trained on a lab of which the size and the seed are known.
struct ShippedLab {
  /// The folder of the models.
  let folder: String
  /// The lab that they were trained on.
  let plan: LabPlan

  /// Finds the models beside the program.
  ///
  /// - Throws: `EstimatorError` or `MemorizationError` if they are not there.
  init() throws {
    folder = try ResourceFolder(of: "Experiments").path(of: "Lab")
    let corpus = try LabBuildSummary(readingFrom: folder).corpus
    plan = LabPlan(size: corpus.size, seed: corpus.seed)
  }
}
