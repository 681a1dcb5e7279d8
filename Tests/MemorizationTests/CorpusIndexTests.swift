import Foundation
import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct CorpusIndexTests {
  let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  @Test(arguments: ["ab", "abc \n", "abcdefghijklmnopqrstuvwxyz  \n"])
  func countsAgreeWithALookAtEveryPlace(alphabet: String) throws {
    var generator = PhiloxGenerator(seed: 1)
    let texts = CorpusFixture.texts(60, of: 1...400, over: alphabet, using: &generator)
    let index = try fixture.index(texts)
    for view in CorpusView.allCases {
      let naive = NaiveCorpus(documents: texts.map(view.apply))
      for number in 0..<1700 {
        let length = 1 + generator.integer(below: 24)
        var string = CorpusFixture.text(length, over: alphabet, &generator)
        if number % 2 == 0 {
          // One that stands there.
          let text = texts[generator.integer(below: texts.count)]
          let start = generator.integer(below: text.count)
          string = Array(text[start...].prefix(length))
        }
        #expect(index.count(string, in: view) == naive.count(view.apply(to: string)[...]))
      }
    }
  }

  /// What `grep -c` prints for each of some strings: lines, which are documents here.
  @Test func countsOfDocumentsAgreeWithGrep() throws {
    var generator = PhiloxGenerator(seed: 2)
    let alphabet = "etaoin shrdlu"
    let lines = CorpusFixture.texts(3000, of: 20...90, over: alphabet, using: &generator)
    try fixture.write(lines.joined(separator: [UInt8(ascii: "\n")]), to: "lines.txt")
    let index = try fixture.index(lines)
    let strings = (0..<200).map { number in
      let line = lines[generator.integer(below: lines.count)]
      let length = 1 + generator.integer(below: 12)
      return number % 2 == 0
        ? Array(line.suffix(length)) : CorpusFixture.text(length, over: alphabet, &generator)
    }
    try fixture.write(
      strings.map { $0 + [UInt8(ascii: "\n")] }.joined(), to: "strings.txt")
    let counts = try shell(
      """
      cd '\(fixture.folder)'
      while IFS= read -r s; do LC_ALL=C grep -c -F -e "$s" lines.txt; done < strings.txt
      true
      """
    ).split(separator: "\n").compactMap { Int($0) }
    try #require(counts.count == strings.count)
    for (string, documents) in zip(strings, counts) {
      #expect(index.count(string).documents == documents)
    }
  }

  private func shell(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func aStringThatReachesOverTheEndOfADocumentStandsNowhere() throws {
    let index = try fixture.index([Array("one two".utf8), Array("three".utf8)])
    #expect(index.count(Array("two".utf8)) == CorpusCount(occurrences: 1, documents: 1))
    #expect(index.count(Array("twothree".utf8)) == .none)
    #expect(index.count(Array("two\u{FF}".utf8)) == .none)
    #expect(index.count([0xFF]) == .none)
    #expect(index.count(Array("two".utf8) + [0xFF]) == .none)
    #expect(index.count([]) == .none)
    #expect(
      index.longestMatches(in: Array("two".utf8) + [0xFF] + Array("three".utf8))
        == [3, 2, 1, 0, 5, 4, 3, 2, 1])
  }

  @Test func documentsAreToldApartWhereOneHoldsAStringOften() throws {
    let many = Array(String(repeating: "ha ", count: 1000).utf8)
    let index = try fixture.index([many, Array("ha!".utf8), Array("no".utf8), many])
    #expect(index.count(Array("ha".utf8)) == CorpusCount(occurrences: 2001, documents: 3))
    let places = index.positions(of: Array("ha".utf8), limit: 1002)
    #expect(places.count == 1002)
    #expect(places[1] == CorpusPosition(document: 0, offset: 3))
    #expect(places[1000] == CorpusPosition(document: 1, offset: 0))
    #expect(places[1001] == CorpusPosition(document: 3, offset: 0))
  }

  @Test func documentsComeBackAsTheyWere() throws {
    let texts = ["a  b\n", "né 鳥\u{A0}\u{2003}x", " "].map { Array($0.utf8) }
    let index = try fixture.index(texts)
    #expect(index.documents == 3)
    #expect(index.bytes == texts.reduce(0) { $0 + $1.count })
    for (number, text) in texts.enumerated() {
      #expect(index.text(of: number) == text)
      #expect(index.text(of: number, in: .normalized) == CorpusView.normalized.apply(to: text))
      #expect(index.length(of: number) == text.count)
      #expect(index.name(of: number) == "\(fixture.path("index.jsonl")):\(number + 1)")
    }
    #expect(index.text(of: 1, 1..<3) == Array("é".utf8))
    #expect(index.text(of: 0, -5..<2) == Array("a ".utf8))
    #expect(index.text(of: 0, 90..<99) == [])
  }

  @Test func anotherWrapIsFoundInTheNormalisedView() throws {
    let index = try fixture.index([Array("the quick\n  brown fox".utf8)])
    let string = Array("quick brown\tfox".utf8)
    #expect(index.count(string) == .none)
    #expect(index.count(string, in: .normalized) == CorpusCount(occurrences: 1, documents: 1))
    let match = index.matches(in: Array("a quick \n brown fox!".utf8), atLeast: 8, in: .normalized)
    #expect(match.map(\.range) == [1..<17])
  }

  @Test func memoryStaysWithinSixBytesForEachByteOfTextAndView() throws {
    var generator = PhiloxGenerator(seed: 3)
    let texts = CorpusFixture.texts(
      200, of: 1000...3000, over: "abcdefghijklmno  ", using: &generator)
    let index = try fixture.index(texts, window: 40)
    let parts = index.header.parts.filter { part in
      !CorpusHeader.Part.trigrams.map(\.rawValue).contains(part.key)
    }
    let size = parts.values.reduce(0) { $0 + $1.bytes }
    #expect(size <= 6 * (index.bytes + index.bytes(in: .normalized)))
  }
}
