import Estimators
import Testing

@testable import ModelExtraction

@Suite struct LineSearchTests {
  /// Runs a search along the first of two features of a function.
  private func run(
    _ line: LineSearch.Line, epsilon: Double = 0.01, _ answer: (Value) -> Int
  ) -> (search: LineSearch, queries: Int) {
    var search = LineSearch(
      through: Query([.missing, .missing]), feature: 0, along: line, epsilon: epsilon)
    var queries = 0
    while !search.questions.isEmpty {
      let asked = search.questions
      queries += asked.count
      search.take(asked.map { .init(identity: answer($0.values[0]), fields: nil) })
    }
    return (search, queries)
  }

  private func steps(_ thresholds: [Double]) -> (Value) -> Int {
    { value in
      guard case .number(let number) = value else { return -1 }
      return thresholds.count { $0 < number }
    }
  }

  // Two ends, and ⌈log2(10 / 0.01)⌉ = 10 halvings.
  @Test func aThresholdIsFoundByHalving() {
    let (search, queries) = run(.numbers(from: 0, to: 10), steps([3.3]))
    #expect(queries == 12)
    #expect(search.pieces.map(\.answer.identity) == [0, 1])
    #expect(search.pieces[0].above == search.pieces[1].below)
    let bracket = search.pieces[1].below
    #expect(bracket.map { $0.lower <= 3.3 && 3.3 < $0.upper && $0.width <= 0.01 } == true)
  }

  @Test func allThresholdsOfALineAreFound() {
    let (search, _) = run(.numbers(from: 0, to: 10), steps([1, 4, 4.5, 9]))
    #expect(search.pieces.map(\.answer.identity) == [0, 1, 2, 3, 4])
  }

  @Test func whatLiesBetweenEqualEndsIsMissed() {
    let (search, queries) = run(.numbers(from: 0, to: 10)) { value in
      guard case .number(let number) = value else { return -1 }
      return (4...5).contains(number) ? 1 : 0
    }
    #expect(queries == 2 && search.pieces.count == 1)
  }

  @Test func categoriesOfOneIdentityAreAGroup() {
    let (search, queries) = run(.categories([0, 2, 3, 5])) { value in
      [.category(2), .category(5)].contains(value) ? 7 : 8
    }
    #expect(queries == 4)
    #expect(search.pieces.map(\.categories) == [[0, 3], [2, 5]])
  }

  @Test func aRangeOfOneValueIsAskedOnce() {
    let (search, queries) = run(.numbers(from: 2, to: 2), steps([1]))
    #expect(queries == 1 && search.pieces.count == 1)
  }
}
