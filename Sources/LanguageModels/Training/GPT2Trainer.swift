import LinearAlgebra

/// Trains a GPT-2 on a corpus, and goes on from a checkpoint as if it had never stopped.
public struct GPT2Trainer: Sendable {
  /// What decides the outcome.
  public let plan: TrainingPlan
  /// The shape of the model.
  public let configuration: GPT2Configuration
  /// The text.
  public let corpus: TrainingCorpus
  /// What bounds the losses of privacy, in a private training.
  let accountant: RenyiAccountant?

  /// A training.
  ///
  /// - Throws: `LanguageModelError` if the plan doesn't fit the model, or the corpus is too small.
  public init(
    _ plan: TrainingPlan, _ configuration: GPT2Configuration, _ corpus: TrainingCorpus
  ) throws(LanguageModelError) {
    self.plan = plan
    self.configuration = configuration
    self.corpus = corpus
    accountant = try plan.privacy?.accountant()
    guard plan.positions >= 1, plan.positions <= configuration.context else {
      throw LanguageModelError(
        .option,
        "\(plan.positions) positions to train on, but the model reads \(configuration.context)")
    }
    for (name, value) in [
      ("steps", plan.steps), ("batch", plan.batch), ("accumulation", plan.accumulation),
      ("lanes", plan.lanes), ("evaluate-every", plan.evaluateEvery),
      ("checkpoint-every", plan.checkpointEvery),
    ] where value < 1 {
      throw LanguageModelError(.option, "\(name) is 1 or more, not \(value)")
    }
    for token in corpus.training + corpus.heldOut
    where token < 0 || token >= configuration.vocabulary {
      throw LanguageModelError(
        .input, "token \(token) of the corpus, but the vocabulary has \(configuration.vocabulary)")
    }
    if plan.privacy == nil {
      _ = try corpus.batch(seed: plan.seed, step: 0, count: 1, positions: plan.positions)
    } else if corpus.documents.isEmpty {
      throw LanguageModelError(.input, "the corpus has no document to train on; add text")
    }
  }

  /// The state before the first step.
  public func start() -> TrainingState {
    var generator = PhiloxGenerator(seed: plan.seed, stream: 1 << 62)
    var optimizer = AdamW(configuration)
    optimizer.decay = plan.weightDecay
    return TrainingState(
      plan: plan, parameters: GPT2Parameters(configuration, using: &generator),
      optimizer: optimizer)
  }

  /// Makes the steps that are left, up to `last` if that is given.
  ///
  /// - Parameters:
  ///   - state: Where to go on; afterwards where the training stands.
  ///   - last: The step to stop after, for a training in parts.
  ///   - checkpoint: Called every `checkpointEvery` steps and at the end.
  ///   - log: Called after each step.
  /// - Throws: `LanguageModelError` if the loss is no longer finite, or what the closures throw.
  public func run(
    _ state: inout TrainingState, upTo last: Int? = nil,
    checkpoint: (TrainingState) throws -> Void = { _ in },
    log: (TrainingRecord) throws -> Void = { _ in }
  ) throws {
    let gradient = GPT2Gradient(
      configuration, positions: plan.positions, lanes: plan.lanes, precision: plan.precision)
    let clock = ContinuousClock.now
    let end = min(plan.steps, last ?? plan.steps)
    while state.step < end {
      let step = state.step
      let made = try accumulate(gradient, state.parameters, step)
      guard made.loss?.isFinite != false, made.norm.isFinite else {
        throw LanguageModelError(
          .input,
          "the loss is \(made.loss ?? .nan) at step \(step + 1); lower the learning rate, the last checkpoint "
            + "is kept")
      }
      let rate = plan.schedule.rate(at: step)
      state.optimizer.update(
        &state.parameters, gradient: gradient.values, rate: rate, gradientScale: made.scale)
      state.tokens += made.tokens
      let measures = state.step % plan.evaluateEvery == 0 || state.step == plan.steps
      try log(
        TrainingRecord(
          step: state.step, loss: made.loss,
          heldOutLoss: measures ? heldOutLoss(gradient, state.parameters) : nil,
          learningRate: rate, gradientNorm: made.norm, tokens: state.tokens,
          seconds: clock.duration(to: .now).seconds, privacy: made.privacy))
      WorkProgress.report("training", state.step, of: plan.steps)
      if state.step % plan.checkpointEvery == 0 || state.step == end { try checkpoint(state) }
    }
  }

  /// What came of the gradient of a step, beside its numbers.
  struct StepGradient {
    /// Nats per token; `nil` without tokens.
    let loss: Double?
    let tokens: Int
    /// Its length, and the factor that the optimiser gives it.
    let norm: Float, scale: Float
    var privacy: TrainingRecord.Privacy?
  }

  /// The gradient of one step.
  private func accumulate(
    _ gradient: GPT2Gradient, _ parameters: GPT2Parameters, _ step: Int
  ) throws(LanguageModelError) -> StepGradient {
    if let privacy = plan.privacy, let accountant {
      return try accumulate(gradient, parameters, step, privacy, accountant)
    }
    gradient.reset()
    var loss = 0.0
    for part in 0..<plan.accumulation {
      let batch = try corpus.batch(
        seed: plan.seed, step: step * plan.accumulation + part, count: plan.batch,
        positions: plan.positions)
      loss += gradient.accumulate(
        batch, parameters: parameters, weight: 1 / Float(plan.accumulation))
    }
    let clipping = AdamW.clipping(gradient.values, to: plan.clip)
    return StepGradient(
      loss: loss / Double(plan.accumulation),
      tokens: plan.batch * plan.accumulation * plan.positions, norm: clipping.norm,
      scale: clipping.scale)
  }

  /// The mean loss on the first windows of the held-out text, 64 at most; `nil` without any.
  private func heldOutLoss(_ gradient: GPT2Gradient, _ parameters: GPT2Parameters) -> Double? {
    loss(on: corpus.heldOut, windows: 64, gradient, parameters)
  }

  /// The mean loss on the first windows of any text, in nats per token; `nil` if it fills none.
  ///
  /// - Parameters:
  ///   - state: The parameters to measure.
  ///   - tokens: Documents, packed as in `TrainingCorpus`.
  ///   - windows: Windows of `positions` tokens at most.
  public func loss(
    _ state: TrainingState, on tokens: [Token], windows: Int = 64
  ) -> Double? {
    let gradient = GPT2Gradient(
      configuration, positions: plan.positions, lanes: plan.lanes, precision: plan.precision)
    return loss(on: tokens, windows: windows, gradient, state.parameters)
  }

  private func loss(
    on tokens: [Token], windows limit: Int, _ gradient: GPT2Gradient, _ parameters: GPT2Parameters
  ) -> Double? {
    let windows = stride(from: 0, to: tokens.count - plan.positions, by: plan.positions)
      .prefix(limit).map { Array(tokens[$0...($0 + plan.positions)]) }
    guard !windows.isEmpty else { return nil }
    gradient.reset()
    return gradient.accumulate(windows, parameters: parameters)
  }
}
