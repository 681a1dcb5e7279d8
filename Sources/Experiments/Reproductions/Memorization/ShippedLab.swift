import Estimators
import Memorization

/// The small models that Skua carries, trained on a lab of which the size and the seed are known.
struct ShippedLab {
  /// The folder of the models.
  let folder: String
  /// The text that they were trained on, in numbers.
  let description: LabDescription

  /// The lab that they were trained on.
  var plan: LabPlan { LabPlan(size: description.size, seed: description.seed) }

  /// Finds the models beside the program.
  ///
  /// - Throws: `EstimatorError` or `MemorizationError` if they are not there.
  init() throws {
    folder = try ResourceFolder(of: "Experiments").path(of: "Lab")
    description = try LabBuildSummary(readingFrom: folder).corpus
  }

  /// Writes the text that the models were trained on, unless it stands there.
  ///
  /// - Throws: `MemorizationError` if it can't be written, or if this version writes another text.
  func writeText(to folder: String) throws {
    // What can't be read, or is of an earlier version, is written anew.
    if let kept = try? LabDescription(readingFrom: folder), kept == description { return }
    let lab = Lab(plan)
    guard lab.description == description else {
      throw MemorizationError(
        .input,
        "the shipped models were trained on another text than this version generates: 'make lab' "
          + "trains them anew")
    }
    try lab.write(to: folder)
  }
}
