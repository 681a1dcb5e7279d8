import Foundation
import Memorization
import Testing

@testable import Experiments

@Suite struct AuditMarksTests {
  private func marks(_ text: String, as type: String = "json") throws -> AuditMarks {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).\(type)")
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
    #expect(marks.judged(.topN) == [3, 17])
    #expect(marks.judged(.internet) == [4])
  }

  @Test func marksAreReadFromCSVToo() throws {
    let marks = try marks(
      "id,mark,text\r\ntop_n:17,memorized,\"a, b\"\r\ntop_n:3,,c\r\ntop_n:4,not,d\r\n", as: "csv")
    #expect(marks.memorized(.topN) == [17])
    #expect(marks.judged(.topN) == [4, 17])
    #expect {
      try self.marks("id,mark\r\ntop_n:1,not\r\ntop_n:2,maybe\r\n", as: "csv")
    } throws: {
      "\($0)".contains("line 3") && "\($0)".contains("maybe")
    }
    #expect(throws: MemorizationError.self) { try self.marks("a,b\r\n1,2\r\n", as: "csv") }
  }

  @Test func marksOfAnotherAuditAreRefused() throws {
    var plan = AuditPlan(model: "m")
    plan.schemes = [.topN]
    plan.samples = 20
    try marks("{\"marks\": [{\"id\": \"top_n:17\", \"mark\": \"not\"}]}").check(plan)
    let foreign = ["top_n:20", "internet:3"]
    for id in foreign {
      let marks = try marks("{\"marks\": [{\"id\": \"\(id)\", \"mark\": \"not\"}]}")
      #expect(throws: MemorizationError.self) { try marks.check(plan) }
    }
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
