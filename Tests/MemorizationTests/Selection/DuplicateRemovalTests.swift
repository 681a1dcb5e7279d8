import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct DuplicateRemovalTests {
  @Test func whatIsKeptIsWhatAComparisonOfAllPairsInPythonKeeps() throws {
    let expected = try MembershipFixture.load().duplicates
    let removal = DuplicateRemoval(texts: expected.texts.map { Array($0.utf8) })
    for (order, kept) in zip(expected.orders, expected.kept) {
      let result = removal.walk(order)
      #expect(result.kept == kept)
      #expect(result.removed == order.count - kept.count)
    }
  }

  /// Texts of a small vocabulary, many of them pieced together from earlier ones.
  private func texts(_ count: Int, using generator: inout PhiloxGenerator) -> [[UInt8]] {
    var texts: [[String]] = []
    for _ in 0..<count {
      var words = (0..<generator.integer(below: 30)).map { _ in "w\(generator.integer(below: 12))" }
      if !texts.isEmpty, generator.uniform() < 0.5 {
        let other = texts[generator.integer(below: texts.count)]
        words += other.prefix(generator.integer(below: 30))
      }
      texts.append(words)
    }
    return texts.map { Array($0.joined(separator: " ").utf8) }
  }

  @Test func whatIsKeptIsWhatTheDefinitionKeeps() {
    var generator = PhiloxGenerator(seed: 7)
    for _ in 0..<20 {
      let texts = texts(120, using: &generator)
      let sets = texts.map { TrigramMultiset($0) }
      let order = generator.permutation(texts.count)
      var kept: [Int] = []
      for sample in order where !kept.contains(where: { sets[sample].isDuplicate(of: sets[$0]) }) {
        kept.append(sample)
      }
      #expect(DuplicateRemoval(texts: texts).walk(order).kept == kept)
    }
  }

  @Test func aWalkEndsWhereEnoughAreKept() {
    let texts = ["a b c d", "a b c d", "e f g", "h i j", "a b c"].map { Array($0.utf8) }
    let removal = DuplicateRemoval(texts: texts)
    #expect(removal.walk(0..<5, keeping: 2) == .init(kept: [0, 2], removed: 1))
    #expect(removal.walk(0..<5) == .init(kept: [0, 2, 3], removed: 2))
    #expect(removal.walk(0..<5).removedShare == 0.4)
    #expect(removal.walk(0..<5, keeping: 0) == .init(kept: [], removed: 0))
    #expect(DuplicateRemoval(texts: []).walk([]).removedShare == 0)
  }

  @Test func theWholeAfterItsPieceIsKept() {
    let removal = DuplicateRemoval(
      texts: ["a b c d", "a b c d e f g h i j"].map { Array($0.utf8) })
    #expect(removal.walk([0, 1]).kept == [0, 1])
    #expect(removal.walk([1, 0]).kept == [1])
  }
}
