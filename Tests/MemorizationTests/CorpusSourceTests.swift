import Foundation
import Testing

@testable import Memorization

@Suite struct CorpusSourceTests {
  let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  /// Names, relative to the fixture's folder, and texts.
  private func read(_ names: String..., field: String = "text") throws -> [String] {
    var documents: [String] = []
    try CorpusSource(names.map(fixture.path), field: field).forEach { name, text in
      let name = name.replacing(fixture.folder + "/", with: "")
      documents.append("\(name)=\(String(decoding: text, as: UTF8.self))")
    }
    return documents
  }

  /// Compresses a file with a program, which names it anew.
  private func compress(_ name: String, with program: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program, "-q", fixture.path(name)]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func expectError(
    _ code: MemorizationError.Code, saying words: String..., from names: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: MemorizationError.self, sourceLocation: sourceLocation) {
      try CorpusSource(names.map(fixture.path)).forEach { _, _ in }
    }
    #expect(error?.code == code, sourceLocation: sourceLocation)
    for word in words {
      #expect(
        error?.message.contains(word) == true, "\(error?.message ?? "")",
        sourceLocation: sourceLocation)
    }
  }

  @Test func foldersAreReadInTheOrderOfTheirPaths() throws {
    try fixture.write("2", to: "c/b.txt")
    try fixture.write("3", to: "c/d/a.txt")
    try fixture.write("1", to: "c/a.md")
    try fixture.write("", to: "c/empty")
    try fixture.write("0", to: "c/.hidden")
    #expect(try read("c") == ["c/.hidden=0", "c/a.md=1", "c/b.txt=2", "c/d/a.txt=3"])
    #expect(try read("c/b.txt", "c/a.md") == ["c/b.txt=2", "c/a.md=1"])
  }

  @Test func linesOfJSONAreDocuments() throws {
    try fixture.write(
      "{\"text\":\"a\\nb\",\"n\":1}\r\n\n{\"text\":\"\"}\n{\"n\":[],\"text\":\"é\"}", to: "a.jsonl")
    #expect(try read("a.jsonl") == ["a.jsonl:1=a\nb", "a.jsonl:4=é"])
    try fixture.write("{\"body\":\"x\"}\n", to: "b.jsonl")
    #expect(try read("b.jsonl", field: "body") == ["b.jsonl:1=x"])
    expectError(.format, saying: "b.jsonl, line 1", "'text'", from: "b.jsonl")
    try fixture.write("{\"text\":\"x\"}\n{\"text\":7}\n", to: "c.jsonl")
    expectError(.format, saying: "c.jsonl, line 2", from: "c.jsonl")
    try fixture.write("{\"text\":\"x\"}\n\n{\"text\":\"y", to: "d.jsonl")
    expectError(.format, saying: "d.jsonl, line 3", from: "d.jsonl")
  }

  @Test(arguments: [("gzip", "gz"), ("zstd", "zst")])
  func compressedFilesAreReadAsWhatTheyHold(program: String, ending: String) throws {
    // Larger than one piece, and so regular that a piece of input fills several of output.
    let long = String(repeating: "The skua robs other birds. ", count: 100_000)
    try fixture.write(long, to: "a.txt")
    try fixture.write("{\"text\":\"one\"}\n{\"text\":\"two\"}\n", to: "b.jsonl")
    try compress("a.txt", with: program)
    try compress("b.jsonl", with: program)
    #expect(
      try read("a.txt.\(ending)", "b.jsonl.\(ending)") == [
        "a.txt.\(ending)=\(long)", "b.jsonl.\(ending):1=one", "b.jsonl.\(ending):2=two",
      ])
    // Two files in a row are one file.
    let bytes = try Data(contentsOf: URL(filePath: fixture.path("b.jsonl.\(ending)")))
    try fixture.write(bytes + bytes, to: "c.jsonl.\(ending)")
    #expect(try read("c.jsonl.\(ending)").count == 4)
    try fixture.write(bytes.dropLast(3), to: "cut.jsonl.\(ending)")
    expectError(.format, saying: "cut.jsonl.\(ending)", "cut short", from: "cut.jsonl.\(ending)")
    try fixture.write("no such thing", to: "wrong.\(ending)")
    expectError(.format, saying: "wrong.\(ending)", "damaged", from: "wrong.\(ending)")
  }

  @Test func binaryFilesAreSkippedAndNamed() throws {
    try fixture.write([65, 0, 66, 0, 67], to: "c/a.bin")
    try fixture.write([65, 0, 66], to: "c/one-zero.txt")
    var text = ""
    let reading = try CorpusSource([fixture.path("c")]).forEach {
      text += String(decoding: $1, as: UTF8.self)
    }
    #expect(text == "A\0B")
    #expect(reading.documents == 1)
    #expect(reading.skipped.map(\.path) == [fixture.path("c/a.bin")])
    #expect(reading.notes == ["skipped \(fixture.path("c/a.bin")): it is binary, not text"])
  }

  @Test func whatCantBeReadIsNamed() throws {
    expectError(.file, saying: "nothing", "no such file or folder", from: "nothing")
    #if os(Linux)
      let error = #expect(throws: MemorizationError.self) {
        try CorpusSource(["/proc/self/mem"]).forEach { _, _ in }
      }
      #expect(error?.message.hasPrefix("/proc/self/mem: can't be read: ") == true)
    #endif
  }

  @Test func linksThatLeadNowhereAreSkipped() throws {
    try fixture.write("a", to: "c/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path("c/b.txt"), withDestinationPath: "gone")
    let reading = try CorpusSource([fixture.path("c")]).forEach { _, _ in }
    #expect(reading.documents == 1)
    #expect(reading.skipped.map(\.reason) == ["it leads nowhere"])
  }

  @Test func noTextAtAllIsAnError() throws {
    try fixture.write("", to: "c/empty.txt")
    let error = #expect(throws: MemorizationError.self) {
      try CorpusSource([fixture.path("c")]).documents()
    }
    #expect(error?.code == .input)
    #expect(error?.message == "\(fixture.path("c")): there is no text in it")
  }

  @Test func linesOfJSONThatAreNoUTF8AreRepaired() throws {
    try fixture.write(
      Array("{\"text\":\"a".utf8) + [0xC3] + Array("b\"}\n".utf8), to: "a.jsonl")
    var reading = CorpusReading()
    var texts: [[UInt8]] = []
    reading = try CorpusSource([fixture.path("a.jsonl")]).forEach { texts.append($1) }
    #expect(texts == [Array("a\u{FFFD}b".utf8)])
    #expect(reading.repairedLines == 1)
  }
}
