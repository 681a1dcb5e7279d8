import Foundation
import Memorization

extension PlantedItem {
  /// What follows the prompt in a link: six random characters and the words.
  var ending: String {
    guard let prompt, let slash = prompt.range(of: "https://") else { return text }
    return String(text.dropFirst(prompt[slash.lowerBound...].count))
  }
}
