import LanguageModels
import Testing

@testable import Memorization

@Suite struct PrefixPoolTests {
  /// Three documents whose tokens tell where they stand.
  private let documents: [[Token]] = [
    Array(0..<40), Array(100..<109), Array(200..<300),
  ]

  @Test func prefixesAreRunsOfOneDocumentOfFiveToTenTokens() throws {
    let pool = try PrefixPool(documents: documents, seed: 1)
    var lengths: [Int: Int] = [:]
    for i in 0..<6000 {
      let prefix = pool.prefix(i)
      lengths[prefix.count, default: 0] += 1
      #expect(zip(prefix, prefix.dropFirst()).allSatisfy { $1 == $0 + 1 })
      // The second document is too short for the longest prefix.
      #expect(prefix[0] < 40 || prefix[0] >= 200)
    }
    #expect(Set(lengths.keys) == Set(5...10))
    // 1,000 of each are expected, with a standard deviation of 29.
    #expect(lengths.values.allSatisfy { abs($0 - 1000) < 145 })
  }

  @Test func allPlacesAreAlikeTheLastOfADocumentToo() throws {
    let pool = try PrefixPool(documents: documents, seed: 2)
    let first = (0..<7000).map { pool.prefix($0)[0] }
    // 31 of 122 places: 1,779 are expected, with a standard deviation of 36.
    #expect(abs(first.count { $0 < 40 } - 1779) < 180)
    // 57 are expected, with a standard deviation of 7.6.
    #expect([0, 30, 200, 290].allSatisfy { place in abs(first.count { $0 == place } - 57) < 38 })
    #expect(first.allSatisfy { $0 <= 30 || (200...290).contains($0) })
  }

  @Test func aPrefixDependsOnSeedAndNumberAlone() throws {
    let pool = try PrefixPool(documents: documents, seed: 3)
    let again = try PrefixPool(documents: documents, seed: 3)
    let other = try PrefixPool(documents: documents, seed: 4)
    #expect((0..<50).map(pool.prefix) == (0..<50).reversed().map(again.prefix).reversed())
    #expect((0..<50).map(pool.prefix) != (0..<50).map(other.prefix))
  }

  @Test func textThatIsTooShortIsRefused() {
    #expect(throws: MemorizationError.self) { try PrefixPool(documents: [[1, 2, 3]], seed: 1) }
    #expect(throws: MemorizationError.self) { try PrefixPool(documents: [], seed: 1) }
  }
}
