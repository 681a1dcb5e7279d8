/// Everything that decides what a training comes to, beside the text.
public struct TrainingPlan: Sendable, Codable, Hashable {
  /// Steps of the optimiser.
  public var steps: Int
  /// Sequences of one pass through the model.
  public var batch: Int
  /// Passes whose gradients are added up for one step.
  public var accumulation: Int
  /// Tokens predicted per sequence; at most the model's context.
  public var positions: Int
  /// The highest learning rate, after the warm-up.
  public var learningRate: Float
  /// The learning rate of the last step.
  public var minimumLearningRate: Float
  /// Steps over which the learning rate rises.
  public var warmUp: Int
  /// Decay of matrices and embeddings, in units of the learning rate.
  public var weightDecay: Float
  /// The longest gradient; a longer one is shortened to it.
  public var clip: Float
  /// The held-out loss is measured every so many steps, and at the end.
  public var evaluateEvery: Int
  /// A checkpoint is written every so many steps, and at the end.
  public var checkpointEvery: Int
  /// Decides the first weights and the batches.
  public var seed: UInt64
  /// Sequences worked on at once. Gradients are summed per lane, so another number gives other
  /// roundings.
  public var lanes: Int
  /// Of the products with weights.
  public var precision: Precision
  /// The noise of a differentially private training, in which `batch`, `accumulation` and `clip`
  /// play no part; `nil` for a plain one.
  public var privacy: PrivacyPlan?

  /// A plan with the usual settings for small models.
  public init(
    steps: Int, batch: Int = 16, accumulation: Int = 1, positions: Int,
    learningRate: Float = 1e-3, minimumLearningRate: Float = 1e-4, warmUp: Int = 100,
    weightDecay: Float = 0.1, clip: Float = 1, evaluateEvery: Int = 100,
    checkpointEvery: Int = 500, seed: UInt64 = 1, lanes: Int = 2,
    precision: Precision = .preferred, privacy: PrivacyPlan? = nil
  ) {
    self.steps = steps
    self.batch = batch
    self.accumulation = accumulation
    self.positions = positions
    self.learningRate = learningRate
    self.minimumLearningRate = minimumLearningRate
    self.warmUp = warmUp
    self.weightDecay = weightDecay
    self.clip = clip
    self.evaluateEvery = evaluateEvery
    self.checkpointEvery = checkpointEvery
    self.seed = seed
    self.lanes = lanes
    self.precision = precision
    self.privacy = privacy
  }

  /// The learning rates of the plan.
  var schedule: LearningRateSchedule {
    LearningRateSchedule(
      peak: learningRate, floor: minimumLearningRate, warmUp: warmUp, steps: steps)
  }
}
