import Foundation
import Memorization
import Testing

@testable import Experiments

@Suite struct AuditMarksTests {
  private func marks(_ text: String) throws -> AuditMarks {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try AuditMarks(file.path)
  }

  @Test func marksNameSamplesOfSchemes() throws {
    let marks = try marks(
      """
      {"marks": [{"id": "top_n:17", "mark": "memorized", "note": ""},
        {"id": "top_n:3", "mark": "not"}, {"id": "internet:4", "mark": "memorized"},
        {"id": "internet:5", "mark": "unsure"}]}
      """)
    #expect(marks.memorized(.topN) == [17])
    #expect(marks.memorized(.internet) == [4])
    #expect(marks.memorized(.temperature).isEmpty)
  }

  @Test(
    arguments: [
      "[]", "{\"marks\": 3}", "no JSON", "{\"marks\": [{\"id\": \"17\", \"mark\": \"not\"}]}",
      "{\"marks\": [{\"id\": \"top_k:17\", \"mark\": \"not\"}]}",
      "{\"marks\": [{\"id\": \"top_n:-1\", \"mark\": \"not\"}]}",
      "{\"marks\": [{\"id\": \"top_n:1\", \"mark\": \"maybe\"}]}",
    ])
  func whatIsNoFileOfMarksIsRefused(_ text: String) {
    #expect(throws: MemorizationError.self) { try marks(text) }
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect {
      try AuditMarks("/nowhere/marks.json")
    } throws: {
      "\($0)".contains("/nowhere/marks.json")
    }
  }
}
