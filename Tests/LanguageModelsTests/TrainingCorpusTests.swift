import LanguageModels
import Testing

@Suite struct TrainingCorpusTests {
  @Test func documentsArePackedInOrderWithTheEndOfText() throws {
    let corpus = try TrainingCorpus(documents: [[1, 2], [], [3]], endOfText: 9)
    #expect(corpus.training == [1, 2, 9, 9, 3, 9] && corpus.heldOut.isEmpty)
  }

  @Test func heldOutDocumentsAreNotTrainedOn() throws {
    let documents = (0..<20).map { [Token($0)] }
    let corpus = try TrainingCorpus(documents: documents, endOfText: 99, heldOut: 5, seed: 4)
    let again = try TrainingCorpus(documents: documents, endOfText: 99, heldOut: 5, seed: 4)
    let (kept, held) = (Set(corpus.training), Set(corpus.heldOut))
    #expect(held.count == 6 && kept.count == 16 && kept.intersection(held) == [99])
    #expect(again.heldOut == corpus.heldOut)
  }

  @Test func aBatchDependsOnSeedAndStepAlone() throws {
    let corpus = try TrainingCorpus(documents: [(0..<500).map { Token($0) }], endOfText: 999)
    let batch = try corpus.batch(seed: 1, step: 7, count: 3, positions: 8)
    #expect(try batch == corpus.batch(seed: 1, step: 7, count: 3, positions: 8))
    #expect(try batch != corpus.batch(seed: 1, step: 8, count: 3, positions: 8))
    #expect(batch.allSatisfy { $0.count == 9 })
  }

  @Test func aCorpusSmallerThanTheContextNamesBothNumbers() throws {
    let corpus = try TrainingCorpus(documents: [[1, 2, 3]], endOfText: 9)
    let error = #expect(throws: LanguageModelError.self) {
      try corpus.batch(seed: 1, step: 0, count: 1, positions: 4)
    }
    #expect(error?.message.contains("4 tokens") == true && error?.message.contains("5;") == true)
  }

  /// Ten documents of 0 to 27 tokens, whose numbers tell document and place.
  private let marked = TrainingCorpus(
    training: (0..<10).map { number in (0..<(3 * number)).map { Token(100 * number + $0) } },
    heldOut: [], endOfText: 9999)

  @Test func aPrivateWindowHoldsOneDocumentBetweenEndsOfText() {
    var starts: [Int: Set<Token>] = [:]
    for step in 0..<400 {
      for window in marked.draw(seed: 1, step: step, rate: 0.5, positions: 8) {
        let places = window.indices.filter { window[$0] != 9999 }
        let text = places.map { window[$0] }
        let number = Int((text.first ?? 0) / 100)
        #expect(text.allSatisfy { Int($0 / 100) == number })
        #expect(zip(text, text.dropFirst()).allSatisfy { $1 == $0 + 1 })
        #expect(window.count == min(9, 3 * number + 2))
        // An end of text stands before the first token and after the last, and nowhere else.
        if window.first == 9999, let first = text.first { #expect(first == Token(100 * number)) }
        if window.last == 9999, let last = text.last {
          #expect(last == Token(100 * number + 3 * number - 1))
        }
        #expect(places == Array((places.first ?? 0)..<((places.last ?? -1) + 1)))
        if number == 9 { starts[9, default: []].insert(window[0]) }
      }
    }
    // 29 tokens with both ends, 9 of them in a window: 21 places to begin.
    #expect(starts[9]?.count == 21)
  }

  @Test func everyDocumentIsDrawnWithTheRateAndByItself() {
    var counts = [Int](repeating: 0, count: 10)
    var (sizes, squares) = (0.0, 0.0)
    for step in 0..<4000 {
      let windows = marked.draw(seed: 3, step: step, rate: 0.3, positions: 8)
      for window in windows {
        counts[Int((window.first { $0 != 9999 } ?? 0) / 100)] += 1
      }
      sizes += Double(windows.count)
      squares += Double(windows.count * windows.count)
    }
    // Five deviations of 4,000 coins of 0.3.
    for count in counts { #expect(abs(count - 1200) < 5 * 29) }
    let mean = sizes / 4000
    #expect(abs(squares / 4000 - mean * mean - 2.1) < 0.25)
  }

  @Test func aDrawDependsOnSeedAndStepAloneAndMayBeEmpty() {
    let draw = marked.draw(seed: 1, step: 5, rate: 0.4, positions: 8)
    #expect(draw == marked.draw(seed: 1, step: 5, rate: 0.4, positions: 8))
    #expect(draw != marked.draw(seed: 1, step: 6, rate: 0.4, positions: 8))
    #expect(draw != marked.draw(seed: 2, step: 5, rate: 0.4, positions: 8))
    #expect(marked.draw(seed: 1, step: 5, rate: 1, positions: 8).count == 10)
    #expect(marked.draw(seed: 1, step: 5, rate: 1e-12, positions: 8).isEmpty)
  }
}
