import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct PatternScanTests {
  private func scan(_ patterns: [String], _ text: String) -> [Int] {
    PatternScan(patterns.map { Array($0.utf8) }).patterns(in: Array(text.utf8))
  }

  @Test func eachStringIsFoundOnceAtBeginningMiddleAndEnd() {
    let patterns = ["skua robs", "robs gulls", "a long string", "gulls and terns"]
    #expect(scan(patterns, "skua robs gulls and terns, skua robs") == [0, 1, 3])
  }

  @Test func stringsWithTheSameBeginningAreToldApart() {
    let patterns = ["{\"link\":\"aaa\"}", "{\"link\":\"aab\"}", "{\"link\":\"a"]
    #expect(scan(patterns, "x{\"link\":\"aab\"}") == [1, 2])
  }

  @Test func emptyStringsAndTextsGiveNothing() {
    #expect(scan(["", "abc"], "abc") == [1])
    #expect(scan(["abcdefgh"], "") == [])
    #expect(scan([], "abc") == [])
    #expect(scan([""], "abc") == [])
  }

  @Test func placesMayOverlap() {
    let scan = PatternScan(["gull and", "and one", "skua"].map { Array($0.utf8) })
    let places = scan.places(in: Array("gull and one gull and".utf8))
    #expect(Set(places.map(\.range)) == [0..<8, 5..<12, 13..<21])
    #expect(places.allSatisfy { $0.pattern == ($0.range.lowerBound == 5 ? 1 : 0) })
  }

  @Test func itAgreesWithPlainSearch() {
    var generator = PhiloxGenerator(seed: 5)
    for _ in 0..<200 {
      let patterns = (0..<20).map { _ in
        (0..<(1 + generator.integer(below: 12))).map { _ in UInt8(generator.integer(below: 2)) }
      }
      let text = (0..<60).map { _ in UInt8(generator.integer(below: 2)) }
      let plain = patterns.indices.filter { number in
        text.indices.contains { text[$0...].starts(with: patterns[number]) }
      }
      #expect(PatternScan(patterns).patterns(in: text) == plain)
    }
  }
}
