import Testing

@testable import Memorization

@Suite struct TrigramMultisetTests {
  private func trigrams(_ text: String) -> TrigramMultiset { TrigramMultiset(Array(text.utf8)) }

  // The paper's example: {"my name my": 2, "name my name": 2}.
  @Test func theExampleOfThePaperHasTwoTrigramsTwice() {
    let set = trigrams("my name my name my name")
    #expect(set.count == 4)
    #expect(set.entries.map(\.count) == [2, 2])
    let once = trigrams("my name my").entries[0].hash
    #expect(set.entries.contains { $0.hash == once })
    #expect(set.commonCount(with: trigrams("name my name, my")) == 2)
    #expect(set.commonCount(with: set) == 4)
  }

  @Test func theOrderOfWordsMatters() {
    #expect(trigrams("a b c").commonCount(with: trigrams("c b a")) == 0)
    #expect(trigrams("a b c").commonCount(with: trigrams("b a c")) == 0)
    #expect(trigrams("a b c").commonCount(with: trigrams("A b c")) == 0)
    #expect(trigrams("a b c").commonCount(with: trigrams("a, b\nc!")) == 1)
  }

  @Test func aPieceIsADuplicateOfTheWholeAndNotTheOtherWayRound() {
    let (piece, whole) = (trigrams("a b c d"), trigrams("a b c d e f g h i j"))
    #expect(piece.isDuplicate(of: whole))
    #expect(!whole.isDuplicate(of: piece))
  }

  @Test func exactlyHalfIsEnough() {
    // Four trigrams, of which "a b c" and "b c d" are shared; then five.
    #expect(trigrams("a b c d x y").isDuplicate(of: trigrams("a b c d")))
    #expect(!trigrams("a b c d x y z").isDuplicate(of: trigrams("a b c d")))
  }

  @Test func textsOfLessThanThreeWordsAreDuplicatesOnlyOfEqualOnes() {
    #expect(trigrams("").isDuplicate(of: trigrams("")))
    #expect(trigrams("a b").isDuplicate(of: trigrams("a b")))
    #expect(!trigrams("a b").isDuplicate(of: trigrams("a  b")))
    #expect(!trigrams("a b").isDuplicate(of: trigrams("a b c")))
    #expect(!trigrams("a b c").isDuplicate(of: trigrams("a b")))
  }
}
