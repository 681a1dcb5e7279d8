import Testing

@testable import Memorization

@Suite struct FuzzyCoverageTests {
  let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  private func coverage(
    _ text: String, in documents: [String], window factor: Double = 1.5, name: String = "index"
  ) throws -> Double {
    try fixture.index(documents.map { Array($0.utf8) }, name: name)
      .fuzzyCoverage(of: Array(text.utf8), window: factor)
  }

  @Test func otherPunctuationAndWrapAreAFuzzyMatch() throws {
    let corpus = ["He said: \"one,two\n three\u{2014}four\" (five); six."]
    #expect(try coverage("one two three four five six", in: corpus) == 1)
    #expect(try coverage("One two three four five six", in: corpus, name: "b") == 3.0 / 4)
  }

  @Test func trigramsMustBeCloseTogether() throws {
    // Trigrams: abc bcd cde def. A word in between breaks bcd and cde into pieces.
    let near = ["a b c d x y c d e f z b c d"]
    // Six words and factor 1: abc at 0, cde at 6, def at 7, bcd at 1 and 11. A window of six words
    // holds trigrams whose starts differ by at most three.
    #expect(try coverage("a b c d e f", in: near, window: 1) == 2.0 / 4)
    // Nine words: at most six apart; bcd at 1, cde at 6, def at 7.
    #expect(try coverage("a b c d e f", in: near, window: 1.5, name: "b") == 3.0 / 4)
    // Ten words: abc, bcd, cde and def from 0 to 7.
    #expect(try coverage("a b c d e f", in: near, window: 1.7, name: "c") == 1)
  }

  @Test func trigramsOfTwoDocumentsDontAddUp() throws {
    #expect(try coverage("a b c d e", in: ["a b c d", "c d e", "b c d"]) == 2.0 / 3)
    #expect(try coverage("a b c d e", in: ["a b", "c d e"], name: "b") == 1.0 / 3)
  }

  @Test func repeatedTrigramsCountOnce() throws {
    // my name my, name my name: both stand in the corpus.
    #expect(try coverage("my name my name my name", in: ["is my name my name?"]) == 1)
    #expect(try coverage("my name my name my name", in: ["my name my"], name: "b") == 0.5)
  }

  @Test func aTextWithoutTrigramsMustStandThereAsItIs() throws {
    #expect(try coverage("Hello, world", in: ["Say: Hello, world!"]) == 1)
    #expect(try coverage("Hello world", in: ["Say: Hello, world!"], name: "b") == 0)
    #expect(try coverage("", in: ["text"], name: "c") == 0)
  }

  @Test func wordsOfOtherScriptsAreWords() throws {
    let corpus = ["鳥が\u{3002}飛ぶ、né\u{A0}à la carte"]
    #expect(try coverage("鳥が 飛ぶ né à", in: corpus) == 1)
  }

  @Test func theTableKnowsEveryTrigramOfTheCorpus() throws {
    let words = (0..<3000).map { "w\($0 * $0 % 97)" }
    let documents = stride(from: 0, to: 3000, by: 100).map {
      words[$0..<($0 + 100)].joined(separator: " ")
    }
    let index = try fixture.index(documents.map { Array($0.utf8) })
    #expect(index.words == 3000)
    for document in documents {
      #expect(index.fuzzyCoverage(of: Array(document.utf8), window: 1) == 1)
    }
  }

  @Test func anIndexMayGoWithoutTrigrams() throws {
    try fixture.write("one two three", to: "a.txt")
    let index = try CorpusIndex.build(
      CorpusSource([fixture.path("a.txt")]), into: fixture.path("bare"), trigrams: false)
    #expect(!index.hasTrigrams)
    #expect(try CorpusIndex(folder: fixture.path("bare")).words == nil)
  }
}
