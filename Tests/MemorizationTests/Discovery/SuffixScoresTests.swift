import Foundation
import LanguageModels
import Memorization
import Testing

@Suite struct SuffixScoresTests {
  /// Scores of four tokens, of which the last two are the rest; three alternatives at each place.
  private let tokens: [Token] = [1, 2, 3, 4]

  private func logarithm(_ probability: Double) -> Float { Float(log(probability)) }

  private func scores(_ last: [(Token, Double)]) -> TokenScores {
    let third: [TokenScores.Alternative] = [
      (3, logarithm(0.5)), (7, logarithm(0.3)), (8, logarithm(0.1)),
    ]
    let fourth = last.map { (token: $0.0, logProbability: logarithm($0.1)) }
    let mine = last.first { $0.0 == 4 }.map(\.1) ?? 0.01
    return TokenScores(
      logProbabilities: [.nan, -1, logarithm(0.5), logarithm(mine)],
      alternatives: [[], [], third, fourth])
  }

  @Test func aDrawIsMadeAmongTheLikeliestByTheirShares() {
    let known = SuffixScores(
      scores([(4, 0.4), (5, 0.4), (6, 0.1)]), of: tokens, suffix: 2, topN: 2)
    #expect(known.isGreedy)
    #expect(abs(known.logProbability - log(0.5 / 0.8 * 0.4 / 0.8)) < 1e-6)
    let all = SuffixScores(scores([(4, 0.4), (5, 0.4)]), of: tokens, suffix: 2, topN: nil)
    #expect(abs(all.logProbability - log(0.5 * 0.4)) < 1e-6)
  }

  @Test func aTokenThatIsNotTheLikeliestIsNotGreedy() {
    let second = SuffixScores(scores([(5, 0.6), (4, 0.3)]), of: tokens, suffix: 2, topN: 2)
    #expect(!second.isGreedy && second.logProbability > -.infinity)
    #expect(abs(second.logProbability - log(0.5 / 0.8 * 0.3 / 0.9)) < 1e-6)
    let outside = SuffixScores(
      scores([(5, 0.6), (6, 0.3), (4, 0.1)]), of: tokens, suffix: 2, topN: 2)
    #expect(!outside.isGreedy && outside.logProbability == -.infinity)
  }

  @Test func aLowerTemperatureFavoursTheLikeliest() {
    let alternatives = scores([(4, 0.6), (5, 0.3)])
    let cold = SuffixScores(alternatives, of: tokens, suffix: 1, topN: 2, temperature: 0.5)
    #expect(abs(cold.logProbability - log(0.36 / (0.36 + 0.09))) < 1e-6)
  }

  @Test func drawsAndProbabilitiesAgree() {
    let once = SuffixScores(isGreedy: false, logProbability: log(0.01))
    #expect(once.draws(probability: 0.9) == 230)
    #expect(once.probability(draws: 230) >= 0.9 && once.probability(draws: 229) < 0.9)
    #expect(SuffixScores(isGreedy: true, logProbability: 0).draws(probability: 0.9) == 1)
    let never = SuffixScores(isGreedy: false, logProbability: -.infinity)
    #expect(never.draws(probability: 0.5) == .infinity && never.probability(draws: 1000) == 0)
    #expect(
      SuffixScores(isGreedy: false, logProbability: -2000).draws(probability: 0.5) == .infinity)
  }
}
