import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct RepeatScanTests {
  private func cuts(
    _ texts: [[UInt8]], _ length: Int, keepsFirst: Bool
  ) throws -> (ranges: [Range<Int>], bytes: Set<Int>) {
    var joined = JoinedTexts()
    for text in texts { try joined.append(text) }
    let ranges = try RepeatScan(length: length, keepsFirst: keepsFirst).cuts(in: joined)
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      #expect(range.upperBound < next.lowerBound)
    }
    return (ranges, ranges.reduce(into: []) { $0.formUnion($1) })
  }

  /// Texts in which pieces are used again and again.
  private func texts(_ generator: inout PhiloxGenerator) -> [[UInt8]] {
    let pieces = CorpusFixture.texts(6, of: 1...30, over: "abcdefgh", using: &generator)
    return (0..<(1 + generator.integer(below: 8))).map { _ in
      (0..<generator.integer(below: 6)).flatMap { _ in
        generator.integer(below: 2) == 0
          ? pieces[generator.integer(below: pieces.count)]
          : CorpusFixture.text(generator.integer(below: 20), over: "ab", &generator)
      }
    }
  }

  @Test func whatRepeatsIsWhatAComparisonOfAllWindowsFinds() throws {
    var generator = PhiloxGenerator(seed: 1)
    var found = 0
    for round in 0..<400 {
      let texts = texts(&generator)
      let length = 8 + round % 9
      let naive = NaiveRepeats(texts: texts, length: length)
      #expect(try cuts(texts, length, keepsFirst: false).bytes == naive.all)
      let later = try cuts(texts, length, keepsFirst: true).bytes
      #expect(later.isSuperset(of: naive.apart) && later.isSubset(of: naive.behindFirst))
      #expect(later.isEmpty == (naive.count == 0))
      found += later.isEmpty ? 0 : 1
    }
    #expect(found > 100)
  }

  @Test func ofAHandfulOfTextsTheRightBytesRepeat() throws {
    let texts = ["one two three", "zero one two three four", "one two"].map { Array($0.utf8) }
    #expect(try cuts(texts, 8, keepsFirst: true).ranges == [19..<32])
    #expect(try cuts(texts, 8, keepsFirst: false).ranges == [0..<13, 19..<32])
    #expect(try cuts(texts, 7, keepsFirst: true).ranges == [19..<32, 38..<45])
    #expect(try cuts(texts, 14, keepsFirst: true).ranges == [])
  }

  @Test func aRunOfOneLetterIsLeftAsLongAsAMatch() throws {
    for length in [8, 9, 64, 100] {
      let run = [UInt8](repeating: 0x61, count: 1000)
      #expect(try cuts([run], length, keepsFirst: true).ranges == [length..<1000])
      #expect(try cuts([run], length, keepsFirst: false).ranges == [0..<1000])
    }
  }

  @Test func cutsAreMadeBetweenCharacters() throws {
    // é is C3 A9 and è C3 A8: their first bytes are equal.
    let texts = ["12345678é", "x12345678è", "y12345678é"].map { Array($0.utf8) }
    #expect(try cuts(texts, 8, keepsFirst: true).ranges == [12..<20, 24..<34])
    // The first characters, C2 93 and E4 A4 93, have their last byte in common.
    let tails = ["\u{93}12345678", "\u{4913}12345678"].map { Array($0.utf8) }
    #expect(try cuts(tails, 8, keepsFirst: true).ranges == [14..<22])
  }

  @Test func matchesOfEverySizeAreFoundAtTheirExactLength() throws {
    var generator = PhiloxGenerator(seed: 2)
    for length in [8, 15, 16, 17, 40, 120, 121, 1000] {
      let piece = CorpusFixture.text(length, over: "abcdefghijklmnop", &generator)
      let rest = (0..<3).map { _ in
        CorpusFixture.text(500, over: "ABCDEFGHIJKLMNOP", &generator)
      }
      let texts = [rest[0] + Array("<".utf8) + piece, rest[1] + Array(">".utf8) + piece + rest[2]]
      let start = 501 + length + 1 + 501
      #expect(try cuts(texts, length, keepsFirst: true).ranges == [start..<(start + length)])
      #expect(try cuts(texts, length + 1, keepsFirst: true).ranges == [])
    }
  }
}
