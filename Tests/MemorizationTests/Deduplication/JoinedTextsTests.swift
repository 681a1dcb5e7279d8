import Testing

@testable import Memorization

@Suite struct JoinedTextsTests {
  private func left(_ texts: [String], without cuts: [Range<Int>]) throws -> (
    texts: [String], joins: [Int]
  ) {
    var joined = JoinedTexts()
    for text in texts { try joined.append(text.utf8) }
    let joins = joined.remove(cuts)
    let left = (0..<joined.count).map {
      String(decoding: joined.bytes[joined.range(of: $0)], as: UTF8.self)
    }
    #expect(joined.starts.last == joined.bytes.count)
    return (left, joins)
  }

  @Test func wordsAreNotGlued() throws {
    #expect(try left(["one, two, three"], without: [3..<10]).texts == ["one three"])
    #expect(try left(["one, two\n three"], without: [3..<10]).texts == ["one\nthree"])
    #expect(try left(["one two three"], without: [4..<8]).texts == ["one three"])
    #expect(try left(["one two three"], without: [3..<7]).texts == ["one three"])
    #expect(try left(["one two three"], without: [0..<4]).texts == ["two three"])
    #expect(try left(["one two three"], without: [7..<13]).texts == ["one two"])
    #expect(try left(["one (two) three"], without: [4..<8]).texts == ["one ) three"])
    #expect(try left(["né, né"], without: [3..<5]).texts == ["né né"])
    #expect(try left(["oone"], without: [1..<2]).texts == ["one"])
  }

  @Test func eachDocumentLosesItsOwn() throws {
    let left = try left(["abcd", "", "efgh", "ijkl"], without: [0..<4, 6..<8, 11..<12, 14..<15])
    #expect(left.texts == ["", "", "gh", "jk"])
    #expect(left.joins == [0, 2, 5, 7])
  }

  @Test func aBlankDocumentIsKnown() throws {
    var joined = JoinedTexts()
    for text in ["", " \t\r\n", " a "] { try joined.append(text.utf8) }
    #expect((0..<3).map { joined.isBlank($0) } == [true, true, false])
  }
}
