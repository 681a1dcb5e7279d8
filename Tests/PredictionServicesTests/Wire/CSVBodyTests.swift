import Testing

@testable import PredictionServices

@Suite struct CSVBodyTests {
  private func records(_ text: String, width: Int? = nil) -> [[String]]? {
    try? CSVBody.records(of: Array(text.utf8), width: width)
  }

  @Test("lines are read with and without quotes and an end of line")
  func reading() {
    #expect(records("1,a\n2,\"b, \"\"c\"\"\"") == [["1", "a"], ["2", "b, \"c\""]])
    #expect(records("1,\r\n", width: 2) == [["1", ""]])
  }

  @Test("lines of another width, open quotes and bytes that are no UTF-8 are refused")
  func refusing() {
    #expect(records("1,2\n3\n") == nil)
    #expect(records("1,2", width: 3) == nil)
    #expect(records("\"1,2") == nil)
    #expect(records("") == nil)
    #expect(throws: ServiceError.self) { try CSVBody.records(of: [0x31, 0xFF]) }
    #expect(throws: ServiceError.self) { try CSVBody.records(of: [0x1F, 0x8B, 0x08]) }
  }

  @Test("what is written is read back")
  func writing() {
    let rows = [["a", "b,c"], ["d\"e", ""], ["f\ng", "1.5"]]
    let body = CSVBody.body(rows)
    #expect(String(decoding: body, as: UTF8.self) == "a,\"b,c\"\n\"d\"\"e\",\n\"f\ng\",1.5\n")
    #expect((try? CSVBody.records(of: body)) == rows)
    #expect((try? CSVBody.records(of: CSVBody.body([[""], [""]]))) == [[""], [""]])
  }
}
