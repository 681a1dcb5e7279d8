import Testing

@testable import Server

@Suite struct AccountBookTests {
  @Test func aRateLetsASecondsQueriesPassAndFillsEvenly() async throws {
    let book = AccountBook(queriesPerSecond: 10, queriesPerKey: nil)
    let start = ContinuousClock.now
    try await book.spend(10, of: 1, at: start)
    await #expect(throws: AccountBook.Refusal.rate(wait: 0.1)) {
      try await book.spend(1, of: 1, at: start)
    }
    try await book.spend(1, of: 2, at: start)
    try await book.spend(5, of: 1, at: start + .milliseconds(500))
    let account = await book.all[1]
    #expect(account?.queries == 15 && account?.refused == 1)
  }

  @Test func aRequestOfMoreThanASecondsQueriesWaitsForAFullBucket() async throws {
    let book = AccountBook(queriesPerSecond: 10, queriesPerKey: nil)
    let start = ContinuousClock.now
    try await book.spend(30, of: 1, at: start)
    await #expect(throws: AccountBook.Refusal.self) {
      try await book.spend(1, of: 1, at: start + .seconds(1))
    }
    try await book.spend(1, of: 1, at: start + .seconds(3))
  }

  @Test func aSpentKeyAsksNothingMore() async throws {
    let book = AccountBook(queriesPerSecond: nil, queriesPerKey: 5)
    try await book.spend(5, of: 0)
    await #expect(throws: AccountBook.Refusal.spent) { try await book.spend(1, of: 0) }
    #expect(await book.all[0]?.queries == 5)
  }
}
