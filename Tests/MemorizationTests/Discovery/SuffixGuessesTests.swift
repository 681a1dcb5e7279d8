import Foundation
import LanguageModels
import Memorization
import Testing

@Suite struct SuffixGuessesTests {
  private let answers: [[Token]] = [[1, 2], [3, 4], [5, 6], [7, 8]]

  @Test func rightGuessesCountUntilSoManyWereWrong() {
    let guesses = SuffixGuesses([
      .init(example: 0, suffix: [1, 2]), .init(example: 1, suffix: [9, 9]),
      .init(example: 1, suffix: [3, 4]), .init(example: 9, suffix: [1, 2]),
      .init(example: 2, suffix: [5, 6]),
    ])
    #expect(guesses.recall(errors: 1, of: answers) == 0.25)
    #expect(guesses.recall(errors: 2, of: answers) == 0.5)
    #expect(guesses.recall(errors: 3, of: answers) == 0.75)
    #expect(guesses.recall(of: []) == 0)
  }

  @Test func aSecondRightGuessCountsNeitherWay() {
    let guess = SuffixGuesses.Guess(example: 0, suffix: [1, 2])
    #expect(SuffixGuesses([guess, guess, guess]).recall(errors: 1, of: answers) == 0.25)
  }

  @Test func theFileIsThatOfTheBenchmark() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let guesses = SuffixGuesses([
      .init(example: 3, suffix: [7, 8]), .init(example: 0, suffix: [50256]),
    ])
    try guesses.write(to: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == "Example ID,Suffix Guess\n3,\"[7, 8]\"\n0,\"[50256]\"\n")
    #expect(try SuffixGuesses(path: path) == guesses)
    try Data("Example ID,Suffix Guess\n1,\"[2, x]\"\n".utf8).write(to: URL(filePath: path))
    #expect {
      try SuffixGuesses(path: path)
    } throws: {
      ($0 as? MemorizationError)?.message.contains("line 2") == true
    }
  }
}
