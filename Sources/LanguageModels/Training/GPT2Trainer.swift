import LinearAlgebra

/// Trains a GPT-2 on a corpus, and goes on from a checkpoint as if it had never stopped.
public struct GPT2Trainer: Sendable {
  /// What decides the outcome.
  public let plan: TrainingPlan
  /// The shape of the model.
  public let configuration: GPT2Configuration
  /// The text.
  public let corpus: TrainingCorpus

  /// A training.
  ///
  /// - Throws: `LanguageModelError` if the plan doesn't fit the model, or the corpus is too small.
  public init(
    _ plan: TrainingPlan, _ configuration: GPT2Configuration, _ corpus: TrainingCorpus
  ) throws(LanguageModelError) {
    self.plan = plan
    self.configuration = configuration
    self.corpus = corpus
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
    _ = try corpus.batch(seed: plan.seed, step: 0, count: 1, positions: plan.positions)
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
      let loss = try accumulate(gradient, state.parameters, step)
      let clipping = AdamW.clipping(gradient.values, to: plan.clip)
      guard loss.isFinite, clipping.norm.isFinite else {
        throw LanguageModelError(
          .input,
          "the loss is \(loss) at step \(step + 1); lower the learning rate, the last checkpoint "
            + "is kept")
      }
      let rate = plan.schedule.rate(at: step)
      state.optimizer.update(
        &state.parameters, gradient: gradient.values, rate: rate, gradientScale: clipping.scale)
      let measures = state.step % plan.evaluateEvery == 0 || state.step == plan.steps
      let perStep = plan.batch * plan.accumulation * plan.positions
      try log(
        TrainingRecord(
          step: state.step, loss: loss,
          heldOutLoss: measures ? heldOutLoss(gradient, state.parameters) : nil,
          learningRate: rate, gradientNorm: clipping.norm, tokens: state.step * perStep,
          seconds: clock.duration(to: .now).seconds))
      WorkProgress.report("training", state.step, of: plan.steps)
      if state.step % plan.checkpointEvery == 0 || state.step == end { try checkpoint(state) }
    }
  }

  /// The gradient of one step.
  private func accumulate(
    _ gradient: GPT2Gradient, _ parameters: GPT2Parameters, _ step: Int
  ) throws(LanguageModelError) -> Double {
    gradient.reset()
    var loss = 0.0
    for part in 0..<plan.accumulation {
      let batch = try corpus.batch(
        seed: plan.seed, step: step * plan.accumulation + part, count: plan.batch,
        positions: plan.positions)
      loss += gradient.accumulate(
        batch, parameters: parameters, weight: 1 / Float(plan.accumulation))
    }
    return loss / Double(plan.accumulation)
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
