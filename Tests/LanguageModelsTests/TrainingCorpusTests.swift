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
}
