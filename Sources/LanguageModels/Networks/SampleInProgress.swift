/// A sample that is being drawn.
struct SampleInProgress {
  /// Its number in the plan.
  let id: Int
  /// Prompt and new tokens.
  private(set) var tokens: [Token]
  /// New tokens so far.
  private(set) var step = 0
  /// Tokens that the model has not read yet.
  var pending: [Token]
  private var logProbabilities: [Float] = []
  private let promptLength: Int

  /// A sample at its start, of whose prompt the model has read `known` tokens.
  init(id: Int, prompt: [Token], known: Int) {
    self.id = id
    tokens = prompt
    promptLength = prompt.count
    pending = Array(prompt[known...])
  }

  /// Where the next token stands.
  var position: SamplingPosition { SamplingPosition(step: step, tokens: tokens) }

  /// Takes the next token, with its log-probability.
  mutating func append(_ token: Token, _ logProbability: Float) {
    tokens.append(token)
    logProbabilities.append(logProbability)
    pending = [token]
    step += 1
  }

  /// The finished sample.
  var sample: Sample {
    Sample(id: id, tokens: Array(tokens[promptLength...]), logProbabilities: logProbabilities)
  }
}
