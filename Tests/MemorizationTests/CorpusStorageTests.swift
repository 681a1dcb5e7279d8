import Foundation
import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct CorpusStorageTests {
  let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  private var files: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: fixture.folder)) }
  }

  private func expectError(
    _ code: MemorizationError.Code, saying word: String,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let error = #expect(throws: MemorizationError.self, sourceLocation: sourceLocation) {
      try body()
    }
    #expect(error?.code == code, sourceLocation: sourceLocation)
    #expect(
      error?.message.contains(word) == true, "\(error?.message ?? "")",
      sourceLocation: sourceLocation)
  }

  @Test func everyDamagedOrMissingFileIsAnError() throws {
    var generator = PhiloxGenerator(seed: 7)
    let texts = CorpusFixture.texts(30, of: 1...200, over: "abc d", using: &generator)
    _ = try fixture.index(texts)
    let folder = fixture.path("index")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == CorpusHeader.Part.allCases.count + 1)
    for name in names {
      let url = URL(filePath: "\(folder)/\(name)")
      let whole = try Data(contentsOf: url)
      var versions: [Data?] = [nil, Data(), whole.dropLast(), whole + [0], whole.dropFirst(8)]
      for _ in 0..<40 {
        var changed = whole
        let place = whole.startIndex + generator.integer(below: whole.count)
        changed[place] ^= 1 << UInt8(generator.integer(below: 8))
        versions.append(changed)
      }
      for version in versions {
        try FileManager.default.removeItem(at: url)
        if let version { try version.write(to: url) }
        #expect(throws: MemorizationError.self) { try CorpusIndex(folder: folder) }
        try whole.write(to: url)
      }
    }
    #expect(try CorpusIndex(folder: folder).documents == 30)
  }

  /// What a wrong checksum would let through must not lead outside the text.
  @Test func numbersOutOfRangeNeverLeaveTheText() {
    var generator = PhiloxGenerator(seed: 8)
    for _ in 0..<300 {
      let text = CorpusFixture.text(200, over: "ab", &generator)
      let numbers = text.map { _ in Int32(truncatingIfNeeded: generator.next()) }
      text.withUnsafeBufferPointer { text in
        numbers.withUnsafeBufferPointer { numbers in
          let table = SuffixTable(text: text, suffixes: numbers)
          let pattern = UnsafeBufferPointer(rebasing: text[20..<50])
          let ranks = table.ranks(pattern, around: table.longest(pattern).rank)
          #expect(ranks.lowerBound >= 0 && ranks.upperBound <= numbers.count)
        }
      }
    }
  }

  @Test func suffixesAreSorted() throws {
    var generator = PhiloxGenerator(seed: 9)
    let index = try fixture.index(
      CorpusFixture.texts(20, of: 1...100, over: "ab", using: &generator))
    let table = index[.plain].table
    let text = Array(table.text)
    let sorted = text.indices.sorted { text[$0...].lexicographicallyPrecedes(text[$1...]) }
    #expect(table.suffixes.map(Int.init) == sorted)
  }

  @Test func anIndexReplacesAnOlderOneAndNothingElse() throws {
    _ = try fixture.index([Array("old".utf8)])
    #expect(try fixture.index([Array("new".utf8)]).count(Array("new".utf8)).documents == 1)
    #expect(try files == ["index", "index.jsonl"])

    let source = CorpusSource([fixture.path("index.jsonl")])
    try fixture.write("mine", to: "precious/letter.txt")
    expectError(.file, saying: "precious") {
      try CorpusIndex.build(source, into: fixture.path("precious"))
    }
    expectError(.file, saying: "is a file") {
      try CorpusIndex.build(source, into: fixture.path("index.jsonl"))
    }
    #expect(try files == ["index", "index.jsonl", "precious"])
  }

  @Test func whatFailsLeavesNothingBehind() throws {
    try fixture.write("{\"text\":\"fine\"}\n{\"text\":\n", to: "a.jsonl")
    expectError(.format, saying: "line 2") {
      try CorpusIndex.build(CorpusSource([fixture.path("a.jsonl")]), into: fixture.path("index"))
    }
    try fixture.write([1, 0, 0, 2], to: "b.bin")
    expectError(.input, saying: "there is no text in it") {
      try CorpusIndex.build(CorpusSource([fixture.path("b.bin")]), into: fixture.path("index/"))
    }
    expectError(.file, saying: "no such file") {
      try CorpusIndex.build(CorpusSource([fixture.path("gone")]), into: fixture.path("index"))
    }
    expectError(.option, saying: "8 to 4096") {
      try CorpusIndex.build(
        CorpusSource([fixture.path("a.jsonl")]), into: fixture.path("index"), window: 7)
    }
    #expect(try files == ["a.jsonl", "b.bin"])
  }

  @Test func anIndexInsideItsOwnCorpusIsNotRead() throws {
    try fixture.write("text of mine", to: "c/a.txt")
    let source = CorpusSource([fixture.path("c")])
    _ = try CorpusIndex.build(source, into: fixture.path("c/index"))
    #expect(try CorpusIndex.build(source, into: fixture.path("c/index")).documents == 1)
  }

  @Test func invalidUTF8IsRepairedAndCounted() throws {
    try fixture.write(Array("a".utf8) + [0xFF, 0xFE] + Array("b".utf8), to: "c/a.txt")
    try fixture.write("fine", to: "c/b.txt")
    var notes: [String] = []
    let index = try CorpusIndex.build(
      CorpusSource([fixture.path("c")]), into: fixture.path("index")
    ) { notes = $0.notes }
    #expect(index.text(of: 0) == Array("a\u{FFFD}\u{FFFD}b".utf8))
    #expect(index.repaired == 1)
    #expect(notes == ["1 document is no UTF-8: U+FFFD stands for what was wrong"])
  }

  @Test func anIndexIsUsedAgainUntilItsFilesChange() throws {
    try fixture.write("one", to: "c/a.txt")
    var built = 0
    func open(field: String = "text") throws -> CorpusIndex {
      try CorpusIndex.open(
        [fixture.path("c")], field: field, cache: fixture.path("cache"), report: { _ in built += 1 }
      )
    }
    #expect(try open().documents == 1)
    #expect(try open().documents == 1)
    #expect(built == 1)
    try fixture.write("two", to: "c/b.txt")
    #expect(try open().documents == 2)
    #expect(built == 2)
    try fixture.write("six", to: "c/b.txt")
    #expect(try open().count(Array("six".utf8)).documents == 1)
    #expect(built == 3)
    _ = try open(field: "body")
    #expect(built == 4)
    // A damaged one is built anew, and the folder of an index is opened as it is.
    try fixture.write("", to: "cache/plain.text")
    #expect(try open().documents == 2)
    #expect(built == 5)
    #expect(try CorpusIndex.open([fixture.path("cache")]).documents == 2)
  }

  @Test func manyTinyDocumentsAreToldApart() throws {
    let lines = (0..<50_000).map { "{\"text\":\"\($0)!\"}\n" }.joined()
    try fixture.write(lines, to: "a.jsonl")
    let index = try CorpusIndex.build(
      CorpusSource([fixture.path("a.jsonl")]), into: fixture.path("index"))
    #expect(index.documents == 50_000)
    #expect(index.count(Array("!".utf8)) == CorpusCount(occurrences: 50_000, documents: 50_000))
    #expect(index.positions(of: Array("49999!".utf8)) == [.init(document: 49_999, offset: 0)])
    #expect(
      index.count(Array("777".utf8)).documents < index.count(Array("777".utf8)).occurrences + 1)
    #expect(index.text(of: 123) == Array("123!".utf8))
  }

  @Test func aChecksumSeesEveryChangedByte() {
    var generator = PhiloxGenerator(seed: 10)
    for length in [0, 1, 31, 32, 33, 1000, Checksum.block + 5] {
      var bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let sum = bytes.withUnsafeBytes { Checksum.of($0) }
      for _ in 0..<min(length, 50) {
        let place = generator.integer(below: length)
        bytes[place] ^= 0x10
        #expect(bytes.withUnsafeBytes { Checksum.of($0) } != sum)
        bytes[place] ^= 0x10
      }
      bytes.append(0)
      #expect(bytes.withUnsafeBytes { Checksum.of($0) } != sum)
    }
  }
}
