import Estimators
import LinearAlgebra
public import Oracles

/// What a server withholds from its answers, step by step.
///
/// Tramèr et al. 2016, §7, for rounding, labels alone and noise.
public struct AnswerDefense: Sendable {
  /// One step.
  public enum Step: Sendable, Hashable {
    /// What is left out of an answer.
    case filter(AnswerFilter)
    /// Independent normal noise of a standard deviation on each score, held to [0, 1]; scores of all
    /// classes are then divided by their sum, and the label stays that of the true answer.
    case noise(deviation: Double)
  }

  /// The steps in order.
  public let steps: [Step]
  private let source: NoiseSource

  /// A chain of steps; noise is drawn from the seed.
  public init(_ steps: [Step], seed: UInt64 = 1) {
    self.steps = steps
    source = NoiseSource(seed: seed)
  }

  /// What is left of some answers.
  func apply(to answers: [Prediction]) async -> [Prediction] {
    var answers = answers
    for step in steps {
      switch step {
      case .filter(let filter): answers = answers.map { filter($0) }
      case .noise(let deviation): answers = await source.disturb(answers, by: deviation)
      }
    }
    return answers
  }
}

/// One stream of noise for all requests.
private actor NoiseSource {
  private var generator: PhiloxGenerator

  init(seed: UInt64) { generator = PhiloxGenerator(seed: seed, stream: 1 << 60) }

  func disturb(_ answers: [Prediction], by deviation: Double) -> [Prediction] {
    answers.map { answer in
      var answer = answer
      switch answer.scores {
      case .none: break
      case .top(let score): answer.scores = .top(disturbed(score, by: deviation))
      case .likeliest(let scores):
        answer.scores = .likeliest(
          scores.map { .init(label: $0.label, score: disturbed($0.score, by: deviation)) })
      case .all(let scores):
        let noisy = scores.map { disturbed($0, by: deviation) }
        let sum = noisy.reduce(0, +)
        answer.scores = .all(noisy.map { sum > 0 ? $0 / sum : 1 / Double(scores.count) })
      }
      return answer
    }
  }

  private func disturbed(_ score: Double, by deviation: Double) -> Double {
    min(1, max(0, score + deviation * generator.normal()))
  }
}
