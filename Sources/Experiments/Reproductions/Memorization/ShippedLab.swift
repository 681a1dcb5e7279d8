import Foundation
import Memorization

/// The small models that Skua carries, trained on a lab of which the size and the seed are known.
enum ShippedLab {
  /// The folder of the models.
  static let folder =
    Bundle.module.url(forResource: "Lab", withExtension: nil)?.path ?? "Resources/Lab"

  private struct Description: Decodable {
    let size: LabPlan.Size
    let seed: UInt64
  }

  /// The lab that the models were trained on.
  static func plan() throws(MemorizationError) -> LabPlan {
    let path = "\(folder)/lab.json"
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      let description = try JSONDecoder().decode(Description.self, from: data)
      return LabPlan(size: description.size, seed: description.seed)
    } catch {
      throw MemorizationError(
        .file, "\(path): the models that Skua ships are missing; build Skua anew",
        underlying: error)
    }
  }
}
