import ArgumentParser
import Experiments
import LanguageModels

/// `skua lm privacy`: what a private training would guarantee.
struct PrivacyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy",
    abstract: "Prints what a private training guarantees, or the noise that a guarantee takes.",
    discussion: """
      Each step takes every document with the sampling rate (documents of a step on average, divided by all) \
      and adds normal noise. The guarantee is that of 'skua lm train --noise-multiplier', by the Rényi \
      divergences of the sampled Gaussian mechanism. Nothing is random here.

      EXAMPLES
        skua lm privacy --noise-multiplier 1.1 --sampling-rate 0.00427 --steps 14062
        skua lm privacy --epsilon 8 --sampling-rate 0.0197 --steps 1015 --delta 1e-6
        skua lm privacy --noise-multiplier 1 --sampling-rate 0.01 --steps 500 --json
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Deviation of the noise, in units of the longest gradient.", valueName: "x"))
  var noiseMultiplier: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Find the least noise that keeps to this epsilon.", valueName: "x"))
  var epsilon: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Probability that a step takes a document.", valueName: "x"))
  var samplingRate: Double

  @Option(parsing: .unconditional, help: ArgumentHelp("Steps.", valueName: "n"))
  var steps: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The delta of the guarantee.", valueName: "x"))
  var delta = 1e-5

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (noiseMultiplier == nil) != (epsilon == nil) else {
      throw ValidationError("give either --noise-multiplier or --epsilon")
    }
    try Self.check("--noise-multiplier", noise: noiseMultiplier)
    try Self.check("--epsilon", epsilon: epsilon)
    try Self.check("--delta", delta: delta)
    try Self.check("--steps", steps, in: 1...1_000_000_000)
    guard samplingRate > 0, samplingRate <= 1 else {
      throw ValidationError("--sampling-rate is above 0 and at most 1, not \(samplingRate)")
    }
  }

  func run() async throws {
    let noise =
      epsilon.map { PrivacyRequest.Noise.epsilon($0) } ?? .multiplier(noiseMultiplier ?? .nan)
    let summary = try PrivacySummary(
      noise, samplingRate: samplingRate, steps: steps, delta: delta)
    Terminal.tell(notes: summary.notes)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
  }
}
