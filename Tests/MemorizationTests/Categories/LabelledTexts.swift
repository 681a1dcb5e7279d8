import Foundation

@testable import Memorization

/// Short texts with the categories that a reader gave them.
///
/// Fixtures/categories/labelled.txt: a line `%% labels` before each text.
struct LabelledTexts {
  struct Item {
    let text: String
    let labels: Set<Memorization.Category>
  }

  /// All of them.
  static func load() throws -> [Item] {
    let url = Bundle.module.url(
      forResource: "Fixtures/categories/labelled", withExtension: "txt")!
    var items: [Item] = []
    for part in try String(contentsOf: url, encoding: .utf8).split(separator: "%%") {
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let names = lines[0].split { $0 == "," || $0 == " " }
      items.append(
        Item(
          text: String(lines[1]),
          labels: Set(names.compactMap { Memorization.Category(rawValue: String($0)) })))
    }
    return items
  }
}
