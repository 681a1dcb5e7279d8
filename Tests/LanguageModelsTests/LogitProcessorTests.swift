import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct LogitProcessorTests {
  /// Logits of 40 tokens, some of them equal.
  private let logits = (0..<40).map { Float(($0 * 17) % 23) / 4 }

  private var candidates: Candidates {
    let sum = logits.reduce(0.0) { $0 + exp(Double($1)) }
    return Candidates(
      tokens: logits.indices.map(Token.init), logits: logits, logNormalizer: Float(log(sum)))
  }

  private let position = SamplingPosition(step: 3, tokens: [5, 6, 7, 5, 6])

  /// Probabilities after a chain, written down anew: from the definition of each processor.
  private enum Definition {
    static func softmax(_ logits: [Double]) -> [Double] {
      let weights = logits.map { exp($0) }
      return weights.map { $0 / weights.reduce(0, +) }
    }

    static func order(_ logits: [Double]) -> [Int] {
      logits.indices.sorted { (-logits[$0], $0) < (-logits[$1], $1) }
    }

    static func topN(_ logits: [Double], _ n: Int) -> [Double] {
      let kept = Set(order(logits).prefix(n))
      return logits.indices.map { kept.contains($0) ? logits[$0] : -.infinity }
    }

    static func topP(_ logits: [Double], _ p: Double) -> [Double] {
      let probabilities = softmax(logits)
      var (sum, kept) = (0.0, Set<Int>())
      for place in order(logits) where sum < p {
        kept.insert(place)
        sum += probabilities[place]
      }
      return logits.indices.map { kept.contains($0) ? logits[$0] : -.infinity }
    }

    static func without(_ logits: [Double], _ tokens: Set<Int>) -> [Double] {
      logits.indices.map { tokens.contains($0) ? -.infinity : logits[$0] }
    }
  }

  /// Draws from a chain and compares the frequencies with probabilities by a chi-square test.
  private func check(_ chain: [any LogitProcessor], _ expected: [Double], seed: UInt64) {
    var generator = PhiloxGenerator(seed: seed)
    var processed = candidates
    for processor in chain { processor.process(&processed, at: position) }
    let count = 40_000
    var seen = [Int](repeating: 0, count: logits.count)
    for _ in 0..<count { seen[Int(processed.token(at: generator.uniform()))] += 1 }
    let probabilities = Definition.softmax(expected)
    var (statistic, freedom) = (0.0, -1.0)
    for (probability, frequency) in zip(probabilities, seen) {
      guard probability > 0 else {
        #expect(frequency == 0)
        continue
      }
      let goal = probability * Double(count)
      statistic += (Double(frequency) - goal) * (Double(frequency) - goal) / goal
      freedom += 1
    }
    // Four standard deviations above the mean of chi-square.
    #expect(statistic < freedom + 4 * (2 * max(freedom, 1)).squareRoot())
  }

  private var exact: [Double] { logits.map(Double.init) }

  @Test func withoutProcessorsTheModelsProbabilitiesAreDrawn() { check([], exact, seed: 1) }

  @Test func temperatureDividesLogits() throws {
    check([try Temperature(2.5)], exact.map { $0 / 2.5 }, seed: 2)
    check([try Temperature(0.4)], exact.map { $0 / 0.4 }, seed: 3)
  }

  @Test func aDecayingTemperatureIsThatOfItsStep() throws {
    let decay = try Temperature(from: 10, to: 1, over: 20)
    #expect((0..<22).map(decay.value)[0...1].elementsEqual([10, 10 - 9.0 / 19]))
    #expect(decay.value(at: 19) == 1)
    #expect(decay.value(at: 500) == 1)
    check([decay], exact.map { $0 / (10 - 27.0 / 19) }, seed: 4)
  }

  @Test func topNKeepsTheLikeliest() throws {
    check([try TopN(7)], Definition.topN(exact, 7), seed: 5)
    check([try TopN(1)], Definition.topN(exact, 1), seed: 6)
    check([try TopN(100)], exact, seed: 7)
  }

  @Test func topPKeepsTheFewestThatHaveTheProbability() throws {
    check([try TopP(0.6)], Definition.topP(exact, 0.6), seed: 8)
    check([try TopP(1e-9)], Definition.topN(exact, 1), seed: 9)
    check([try TopP(1)], exact, seed: 10)
  }

  @Test func aRepetitionBanRemovesWhatWouldEndARunForTheSecondTime() throws {
    // After 5 6 7 5 6, a 7 would repeat 5 6 7.
    check([try RepetitionBan(length: 3)], Definition.without(exact, [7]), seed: 11)
    check([try RepetitionBan(length: 1)], Definition.without(exact, [5, 6, 7]), seed: 12)
    check([try RepetitionBan(length: 4)], exact, seed: 13)
  }

  @Test func chainsActInOrder() throws {
    let cooled = exact.map { $0 / 3 }
    check(
      [try Temperature(3), try TopN(12), try TopP(0.8)],
      Definition.topP(Definition.topN(cooled, 12), 0.8), seed: 14)
    check(
      [try RepetitionBan(length: 3), try TopN(5)],
      Definition.topN(Definition.without(exact, [7]), 5), seed: 15)
  }

  @Test func aBanOfEverythingBansNothing() throws {
    var processed = Candidates(tokens: [7], logits: [1], logNormalizer: 1)
    try RepetitionBan(length: 3).process(&processed, at: position)
    #expect(processed.tokens == [7])
  }

  @Test func whatAChainNeedsIsWhatDecidesIt() throws {
    let temperature = try Temperature(2), top = try TopN(9), mass = try TopP(0.5)
    let ban = try RepetitionBan(length: 2)
    #expect(([top] as [any LogitProcessor]).candidateLimit == 9)
    #expect(([temperature, top, mass] as [any LogitProcessor]).candidateLimit == 9)
    #expect(([mass, top] as [any LogitProcessor]).candidateLimit == nil)
    #expect(([ban, top] as [any LogitProcessor]).candidateLimit == nil)
    #expect(([temperature] as [any LogitProcessor]).candidateLimit == nil)
  }

  @Test func theLargestLogitsAloneGiveTheSameDrawAsAll() throws {
    let chain: [any LogitProcessor] = [try Temperature(1.7), try TopN(9), try TopP(0.9)]
    var largest = candidates
    try TopN(chain.candidateLimit!).process(&largest, at: position)
    var all = candidates
    for processor in chain {
      processor.process(&all, at: position)
      processor.process(&largest, at: position)
    }
    for step in 0..<100 {
      let uniform = (Double(step) + 0.5) / 100
      #expect(all.token(at: uniform) == largest.token(at: uniform))
    }
  }

  @Test func settingsThatMeanNothingAreRefused() {
    #expect(throws: LanguageModelError.self) { try TopN(0) }
    #expect(throws: LanguageModelError.self) { try TopP(0) }
    #expect(throws: LanguageModelError.self) { try TopP(1.1) }
    #expect(throws: LanguageModelError.self) { try TopP(.nan) }
    #expect(throws: LanguageModelError.self) { try Temperature(0) }
    #expect(throws: LanguageModelError.self) { try Temperature(.infinity) }
    #expect(throws: LanguageModelError.self) { try Temperature(from: 10, to: 1, over: 0) }
    #expect(throws: LanguageModelError.self) { try RepetitionBan(length: 0) }
  }
}
