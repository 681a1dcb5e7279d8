/// Which samples to draw, and how.
///
/// Sample i depends on the plan's seed, on i and on its prompt alone: not on the batch size, on the
/// number of threads or on where a run was resumed.
public struct SamplingPlan: Sendable {
  /// Prompts; sample i continues prompt i modulo their number. An empty one is the end-of-text
  /// token alone.
  public var prompts: [[Token]]
  /// The samples to draw, by number.
  public var samples: Range<Int>
  /// New tokens of each sample.
  public var length: Int
  /// What is done to the logits before a token is drawn, in this order.
  public var processors: [any LogitProcessor]
  /// Whether the likeliest token is taken in place of a draw.
  public var isGreedy: Bool
  /// The seed of all draws.
  public var seed: UInt64
  /// Samples drawn side by side; `nil` chooses.
  public var batch: Int?
  /// Threads to use; `nil` for all cores.
  public var threads: Int?
  /// Whether a sample ends with the end-of-text token.
  public var stopsAtEndOfText: Bool
  /// Tokens kept where a sample grows past the context: they are read anew; `nil` for half of it.
  public var stride: Int?

  /// A plan.
  public init(
    prompts: [[Token]] = [[]], samples: Range<Int>, length: Int,
    processors: [any LogitProcessor] = [], isGreedy: Bool = false, seed: UInt64 = 0,
    batch: Int? = nil, threads: Int? = nil, stopsAtEndOfText: Bool = false, stride: Int? = nil
  ) {
    self.prompts = prompts
    self.samples = samples
    self.length = length
    self.processors = processors
    self.isGreedy = isGreedy
    self.seed = seed
    self.batch = batch
    self.threads = threads
    self.stopsAtEndOfText = stopsAtEndOfText
    self.stride = stride
  }
}

/// A text that a model wrote.
public struct Sample: Sendable {
  /// Its number in the plan.
  public let id: Int
  /// The tokens after the prompt.
  public let tokens: [Token]
  /// Natural logarithm of each token's probability under the full softmax, before any processor.
  public let logProbabilities: [Float]

  /// A sample.
  public init(id: Int, tokens: [Token], logProbabilities: [Float]) {
    self.id = id
    self.tokens = tokens
    self.logProbabilities = logProbabilities
  }
}
