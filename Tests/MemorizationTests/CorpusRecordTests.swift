import Foundation
import Testing

@testable import Memorization

@Suite struct CorpusRecordTests {
  let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  private func framed(_ line: String, _ text: String, field: String = "text") -> String? {
    LineFrame(Array(line.utf8), field: field).map {
      String(decoding: $0.line(text: Array(text.utf8)), as: UTF8.self)
    }
  }

  @Test(arguments: [
    (#"{"text":"a"}"#, #"{"text":"NEW"}"#),
    (#" {"id": 7, "text" : "a\"}", "n":1.0}  "#, #"{"id": 7, "text" : "NEW", "n":1.0}"#),
    (
      #"{"a":{"text":"b"},"b":[{"text":"c"}],"text":"d"}"#,
      #"{"a":{"text":"b"},"b":[{"text":"c"}],"text":"NEW"}"#
    ),
    (#"{"text":"a","text":"b"}"#, #"{"text":"NEW","text":"NEW"}"#),
    (#"{"te\u0078t":"a","other":"text"}"#, #"{"te\u0078t":"NEW","other":"text"}"#),
    (#"{"é":"\\","text":"\\"}"#, #"{"é":"\\","text":"NEW"}"#),
  ])
  func everythingElseStaysByteForByte(line: String, expected: String) {
    #expect(framed(line, "NEW") == expected)
  }

  @Test(arguments: ["", "{", "{}", #"{"text":1}"#, "[1]", #"{"text"#, #"{"text":"#, #"{"a":"b\"#])
  func aLineWithoutTheTextHasNoFrame(line: String) {
    #expect(framed(line, "NEW") == nil)
  }

  @Test func aTextComesBackAsItWas() throws {
    let text =
      String(
        String.UnicodeScalarView((0...0x2FFF).compactMap { Unicode.Scalar($0 as UInt32) }))
      + "𝄞\"\\"
    for frame in [LineFrame(field: "a\"b"), LineFrame(Array(#"{"a\"b":""}"#.utf8), field: "a\"b")] {
      let line = try #require(frame).line(text: Array(text.utf8))
      #expect(!line.contains(UInt8(ascii: "\n")))
      let object = try JSONSerialization.jsonObject(with: Data(line))
      #expect((object as? [String: String])?["a\"b"] == text)
    }
  }

  @Test func recordsComeWithTheirFrames() throws {
    try fixture.write("{\"text\":\"one\",\"id\":1}\n", to: "c/a.jsonl")
    try fixture.write([0x61, 0xFF], to: "c/b.txt")
    var records: [CorpusRecord] = []
    let reading = try CorpusSource([fixture.path("c")]).forEachRecord { records.append($0) }
    #expect(records.map(\.text) == [Array("one".utf8), Array("a\u{FFFD}".utf8)])
    #expect(records.map { $0.frame == nil } == [false, true])
    #expect(records[0].name.hasSuffix("a.jsonl:1"))
    #expect(reading.documents == 2 && reading.repairedDocuments == 1)
  }

  @Test func aFileOfTheSourceIsKnownByAllItsNames() throws {
    try fixture.write("one", to: "c/a.txt")
    try fixture.write("two", to: "d.txt")
    let source = CorpusSource([fixture.path("c"), fixture.path("d.txt")])
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: fixture.path("link"), withDestinationPath: fixture.path("d.txt"))
    try files.linkItem(atPath: fixture.path("c/a.txt"), toPath: fixture.path("hard"))
    try files.createSymbolicLink(
      atPath: fixture.path("folder"), withDestinationPath: fixture.path("c"))
    for name in [
      "folder/new", "c/a.txt", "c/../c/a.txt", "c/new", "c/x/new", "c", "d.txt", "link", "hard",
    ] {
      #expect(try source.holds(fixture.path(name)), "\(name)")
    }
    for name in ["cc", "d.txt2", "new", "e/new"] {
      #expect(try !source.holds(fixture.path(name)), "\(name)")
    }
    #expect(try CorpusSource([fixture.folder]).holds(fixture.path("new")))
    #expect(throws: MemorizationError.self) {
      try CorpusSource([fixture.path("gone")]).holds(fixture.path("new"))
    }
  }
}
