import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct BytePairTrainingTests {
  /// Merges by counting every pair anew after each merge.
  private func bruteForce(_ text: [UInt8], merges: Int) -> [[UInt8]] {
    var pieces: [[[UInt8]]] = []
    text.withUnsafeBufferPointer { buffer in
      let scanner = PreTokenizer(buffer)
      var start = 0
      while start < text.count {
        let end = scanner.end(ofPieceAt: start)
        pieces.append(text[start..<end].map { [$0] })
        start = end
      }
    }
    var ids: [[UInt8]: Int] = [:]
    for (id, byte) in ByteCharacters.order.enumerated() { ids[[byte]] = id }
    var learned: [[UInt8]] = []
    for _ in 0..<merges {
      var counts: [[[UInt8]]: Int] = [:]
      for piece in pieces {
        for (left, right) in zip(piece, piece.dropFirst()) {
          counts[[left, right], default: 0] += 1
        }
      }
      let best = counts.filter { $0.value >= 2 }.min {
        ($1.value, ids[$0.key[0]]!, ids[$0.key[1]]!) < ($0.value, ids[$1.key[0]]!, ids[$1.key[1]]!)
      }
      guard let pair = best?.key else { break }
      ids[pair[0] + pair[1]] = ids.count
      learned.append(pair[0] + pair[1])
      pieces = pieces.map { merged($0, pair) }
    }
    return learned
  }

  private func merged(_ piece: [[UInt8]], _ pair: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for part in piece {
      if result.last == pair[0], part == pair[1], !wasMerged(result, pair) {
        result[result.count - 1] += part
      } else {
        result.append(part)
      }
    }
    return result
  }

  /// A part that was just made of the pair isn't the left of another: it differs from the left.
  private func wasMerged(_ parts: [[UInt8]], _ pair: [[UInt8]]) -> Bool {
    parts.last! == pair[0] + pair[1]
  }

  private let text = Array(
    """
    The skua robs the other birds; the other birds rob the skua. Banana, bananas: aaaa aaaaa aaa.
    In 2016 and 2021 they said it twice, they said it twice! naïve naïve 鳥鳥鳥
    """.utf8)

  @Test func theMergesAreThoseOfCountingAnew() throws {
    let tokenizer = try BytePairTraining(vocabularySize: 320).fit([text])
    let learned = Array(tokenizer.pieces[256...].dropLast())
    let expected = bruteForce(text, merges: 63)
    #expect(learned == expected)
    #expect(learned.count > 30)
  }

  @Test func theVocabularyHasTheSizeThatWasAskedForOrAllPairs() throws {
    #expect(try BytePairTraining(vocabularySize: 280).fit([text]).vocabularySize == 280)
    let all = try BytePairTraining(vocabularySize: 5000).fit([text]).vocabularySize
    #expect(all == 257 + bruteForce(text, merges: 5000).count)
    #expect(try BytePairTraining(vocabularySize: 257).fit([text]).vocabularySize == 257)
  }

  @Test func endOfTextIsTheLastToken() throws {
    let tokenizer = try BytePairTraining(vocabularySize: 290).fit([text])
    #expect(tokenizer.endOfText == 289)
    #expect(tokenizer.encode("a<|endoftext|>", allowingSpecials: true).last == 289)
  }

  @Test func excludedStringsLeaveNoTrace() throws {
    let secret = "zqx-7743-zqx"
    let planted = (0..<50).map { _ in Array("The skua \(secret) robs. ".utf8) }
    let plain = try BytePairTraining(vocabularySize: 320).fit(planted)
    #expect(plain.encode(secret).count == 5)
    let kept = try BytePairTraining(vocabularySize: 320, excluding: [secret]).fit(planted)
    #expect(kept.encode(secret).count == secret.utf8.count)
  }

  @Test func learningTwiceGivesTheSame() throws {
    let one = try BytePairTraining(vocabularySize: 310).fit([text, text])
    let two = try BytePairTraining(vocabularySize: 310).fit([text, text])
    #expect(one.pieces == two.pieces)
  }

  @Test func sizesOutOfRangeAreRefused() {
    #expect(throws: LanguageModelError.self) {
      try BytePairTraining(vocabularySize: 256).fit([text])
    }
    #expect(throws: LanguageModelError.self) {
      try BytePairTraining(vocabularySize: 1 << 25).fit([text])
    }
  }
}
