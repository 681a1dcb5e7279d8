import Testing

@testable import Memorization

@Suite struct RankingTests {
  @Test func theBestComesFirstAndWhatHasNoScoreLast() {
    let ranking = Ranking(scores: [.nan, 1, .infinity, -.infinity, .nan, 2])
    #expect(ranking.order == [2, 5, 1, 3, 0, 4])
    #expect(ranking.scored == [2, 5, 1, 3])
  }

  @Test func equalScoresStandByTheirIdentifiers() {
    let ranking = Ranking(scores: [1, 1, .nan, 0, -0.0, .nan], identifiers: [9, 3, 8, 7, 2, 1])
    #expect(ranking.order == [1, 0, 4, 3, 5, 2])
  }

  @Test func nothingIsRankedAsNothing() {
    #expect(Ranking(scores: []).order.isEmpty)
  }
}
