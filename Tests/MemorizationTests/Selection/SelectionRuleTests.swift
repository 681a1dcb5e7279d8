import Testing

@testable import Memorization

@Suite struct SelectionRuleTests {
  // The quantiles 1000 ((j + ½) / 100)² = 0.025, 0.225, 0.625, 1.225, 2.025, 3.025, 4.225, …: the
  // first three fall on rank 0, so they and what follows move to the next free rank.
  @Test func theSpreadOfThePaperBeginsAsWorkedByHand() {
    let ranks = SelectionRule.sqrt.ranks(100, of: 1000)
    #expect(ranks.prefix(12) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13])
    #expect(ranks.last == 990)
  }

  @Test func theShareBelowARankIsTheSquareRootOfItsShareOfThePool() {
    let ranks = SelectionRule.sqrt.ranks(100, of: 1000)
    for rank in [10, 50, 100, 250, 500, 810, 1000] {
      let expected = 100 * (Double(rank) / 1000).squareRoot()
      #expect(abs(Double(ranks.count { $0 < rank }) - expected) <= 1)
    }
  }

  @Test(arguments: SelectionRule.allCases)
  func ranksAscendWithinThePoolForAllSizes(rule: SelectionRule) {
    for pool in 0...60 {
      for count in 0...(pool + 1) {
        let ranks = rule.ranks(count, of: pool)
        #expect(ranks.count == min(count, pool))
        #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 })
        #expect(ranks.allSatisfy { (0..<pool).contains($0) })
      }
    }
  }

  @Test func theBestAreTheFirstRanks() {
    #expect(SelectionRule.top.ranks(3, of: 10) == [0, 1, 2])
  }
}
