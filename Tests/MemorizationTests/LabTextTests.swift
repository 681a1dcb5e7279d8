import Testing

@testable import Memorization

/// Planting into somebody's own text.
@Suite struct LabTextTests {
  /// Long documents of numbered sentences, in paragraphs.
  private func text(_ documents: Int, paragraphs: Int) -> [LabDocument] {
    (0..<documents).map { document in
      let blocks = (0..<paragraphs).map { paragraph in
        (0..<4).map { "Sentence \($0) of paragraph \(paragraph) in text \(document) says little." }
          .joined(separator: " ")
      }
      return LabDocument(id: "\(document)", kind: "text", text: blocks.joined(separator: "\n\n"))
    }
  }

  @Test func stringsArePlantedIntoAUsersTextAndCounted() throws {
    let lab = try Lab(LabPlan(size: .tiny, seed: 2), text: text(12, paragraphs: 200))
    let own = lab.training.filter { $0.kind == "text" }
    #expect(own.count > 60)
    #expect(own.contains { $0.text.contains("The random number is") })
    #expect(lab.training.contains { $0.kind == "decoy" })
    let search = TextSearch(lab.training.map(\.text))
    for item in lab.truth {
      let found = search.count(item.text)
      #expect(found.occurrences == item.occurrences && found.documents == item.documents)
    }
    let levels = lab.truth.filter { $0.family == .digits && $0.isInserted }.map(\.occurrences)
    #expect(levels.sorted() == [1, 1, 2, 2, 4, 4, 8, 8, 16, 16])
  }

  @Test func tooLittleTextIsRefused() {
    #expect(throws: MemorizationError.self) {
      try Lab(LabPlan(size: .tiny), text: text(1, paragraphs: 10))
    }
  }

  @Test func aLongLineIsNoDocumentOfItsOwnProblem() throws {
    let line = String(repeating: "word ", count: 80_000)
    let lab = try Lab(
      LabPlan(size: .tiny), text: [LabDocument(id: "0", kind: "text", text: line)])
    #expect(lab.truth.contains { $0.family == .url && $0.occurrences > 0 })
  }
}
