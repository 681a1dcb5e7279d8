// One step of Abadi et al. 2016, algorithm 1, with AdamW in place of plain descent: what follows
// the noise takes nothing from the documents any more.

extension GPT2Trainer {
  /// The gradient of one private step: documents drawn, gradients shortened, summed, noise added,
  /// divided by the number of documents that a step draws on average.
  func accumulate(
    _ gradient: GPT2Gradient, _ parameters: GPT2Parameters, _ step: Int, _ privacy: PrivacyPlan,
    _ accountant: RenyiAccountant
  ) throws(LanguageModelError) -> StepGradient {
    let windows = corpus.draw(
      seed: plan.seed, step: step, rate: privacy.samplingRate, positions: plan.positions)
    gradient.reset()
    let sum = gradient.accumulateShortened(windows, parameters: parameters, to: privacy.clip)
    GaussianNoise(
      deviation: privacy.noiseMultiplier * Double(privacy.clip),
      divisor: privacy.samplingRate * Double(corpus.documents.count), seed: plan.seed
    ).add(to: &gradient.values, step: step)
    let guarantee = try accountant.guarantee(steps: step + 1, delta: privacy.delta)
    return StepGradient(
      loss: sum.tokens > 0 ? sum.loss / Double(sum.tokens) : nil, tokens: sum.tokens,
      norm: AdamW.clipping(gradient.values, to: .infinity).norm, scale: 1,
      privacy: TrainingRecord.Privacy(
        epsilon: guarantee.epsilon, documents: windows.count, clipped: sum.sequences))
  }
}
