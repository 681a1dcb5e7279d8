import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct MatchFinderTests {
  let fixture: CorpusFixture

  init() throws { fixture = try CorpusFixture() }

  /// A text of stretches of documents, of noise, and of documents with one letter changed.
  private func patchwork(
    _ documents: [[UInt8]], over alphabet: String, _ generator: inout PhiloxGenerator
  ) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<(1 + generator.integer(below: 6)) {
      let document = documents[generator.integer(below: documents.count)]
      let start = generator.integer(below: document.count)
      var piece = Array(document[start...].prefix(1 + generator.integer(below: 80)))
      switch generator.integer(below: 4) {
      case 0: piece = CorpusFixture.text(piece.count, over: alphabet, &generator)
      case 1: piece[generator.integer(below: piece.count)] = UInt8(ascii: "a")
      case 2: piece[generator.integer(below: piece.count)] = 0xFF
      default: break
      }
      text += piece
    }
    return text
  }

  @Test(arguments: ["ab", "abcd ", "etaoinshrdlu \n"])
  func matchingStatisticsAgreeWithALookAtEveryPlace(alphabet: String) throws {
    var generator = PhiloxGenerator(seed: 4)
    let documents = CorpusFixture.texts(20, of: 1...200, over: alphabet, using: &generator)
    let index = try fixture.index(documents)
    for view in CorpusView.allCases {
      let naive = NaiveCorpus(documents: documents.map(view.apply))
      for _ in 0..<120 {
        let text = patchwork(documents, over: alphabet, &generator)
        #expect(
          index.longestMatches(in: text, view: view) == naive.longestMatches(view.apply(to: text)))
      }
    }
  }

  @Test(arguments: ["ab", "abcd ", "etaoinshrdlu \n"])
  func maximalMatchesAgreeWithALookAtEveryPlace(alphabet: String) throws {
    var generator = PhiloxGenerator(seed: 5)
    let documents = CorpusFixture.texts(20, of: 1...300, over: alphabet, using: &generator)
    let index = try fixture.index(documents)
    for view in CorpusView.allCases {
      let naive = NaiveCorpus(documents: documents.map(view.apply))
      for _ in 0..<60 {
        let text = patchwork(documents, over: alphabet, &generator)
        // Below the window of the filter, at it, and beyond.
        for length in [1, 5, 8, 9, 12, 16, 25, 60] {
          #expect(
            index.matches(in: text, atLeast: length, in: view)
              == naive.matches(view.apply(to: text), atLeast: length))
        }
      }
    }
  }

  @Test func textThatRepeatsItselfIsOneMatch() throws {
    let corpus = [UInt8](repeating: UInt8(ascii: "a"), count: 5000)
    let index = try fixture.index([corpus], window: 40)
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 3000)
    #expect(
      index.matches(in: text, atLeast: 50)
        == [
          CorpusMatch(
            range: 0..<3000, count: CorpusCount(occurrences: 2001, documents: 1),
            place: CorpusPosition(document: 0, offset: 0))
        ])
    #expect(index.longestMatches(in: text) == (1...3000).reversed())
    // Longer than the corpus: a match at every start until the rest is shorter.
    let longer = [UInt8](repeating: UInt8(ascii: "a"), count: 5002)
    #expect(
      index.matches(in: longer, atLeast: 50).map(\.range) == [0..<5000, 1..<5001, 2..<5002])
  }

  @Test func aPlantedStringIsFoundWithItsCount() throws {
    var generator = PhiloxGenerator(seed: 6)
    let alphabet = "etaoin shrdlu"
    var documents = CorpusFixture.texts(50, of: 500...900, over: alphabet, using: &generator)
    let secret = Array("the secret is 0123456789, keep it well, and tell nobody".utf8)
    for document in [7, 7, 20, 33] { documents[document].insert(contentsOf: secret, at: 100) }
    let index = try fixture.index(documents, window: 20)
    let text = Array("??? ".utf8) + secret + Array("???".utf8)
    let matches = index.matches(in: text, atLeast: 30)
    #expect(matches.count == 1)
    #expect(matches[0].count == CorpusCount(occurrences: 4, documents: 3))
    #expect(matches[0].place.document == 7)
    #expect(matches[0].range.contains(4) && matches[0].range.contains(3 + secret.count))
  }

  @Test func textsWithoutBytesHaveNoMatches() throws {
    let index = try fixture.index([Array("some text".utf8)])
    #expect(index.matches(in: [], atLeast: 1).isEmpty)
    #expect(index.longestMatches(in: []).isEmpty)
    #expect(index.matches(in: [0xFF, 0xFF], atLeast: 1).isEmpty)
  }
}
