import ArgumentParser
import LanguageModels

/// How a training is made private.
struct PrivacyOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Train privately, with the noise that keeps every document to this epsilon.", valueName: "x"))
  var privacyEpsilon: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Train privately, with noise of this deviation, in units of --clip-norm.", valueName: "x"))
  var noiseMultiplier: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The delta of the guarantee; by default 1e-5, or N^-1.1 for more than 35,112 documents.",
      valueName: "x"))
  var privacyDelta: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The longest gradient of a document; by default 1.", valueName: "x"))
  var clipNorm: Float?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Documents of a private step on average; by default 256.", valueName: "n"))
  var expectedBatch: Int?

  func validate() throws {
    guard privacyEpsilon == nil || noiseMultiplier == nil else {
      throw ValidationError("--privacy-epsilon and --noise-multiplier decide the same: give one")
    }
    for (name, isGiven) in [
      ("--privacy-delta", privacyDelta != nil), ("--clip-norm", clipNorm != nil),
      ("--expected-batch", expectedBatch != nil),
    ] where isGiven && noise == nil {
      throw ValidationError(
        "\(name) is for a private training: add --privacy-epsilon or --noise-multiplier")
    }
    try Self.check("--privacy-epsilon", epsilon: privacyEpsilon)
    try Self.check("--noise-multiplier", noise: noiseMultiplier)
    try Self.check("--privacy-delta", delta: privacyDelta)
    try Self.check("--expected-batch", expectedBatch, in: 1...1_000_000_000)
    if let clipNorm, !(clipNorm > 0 && clipNorm.isFinite) {
      throw ValidationError("--clip-norm is above 0, not \(clipNorm)")
    }
  }

  /// What is asked for; `nil` for a plain training.
  var request: PrivacyRequest? {
    noise.map {
      PrivacyRequest(
        $0, delta: privacyDelta, clip: clipNorm ?? 1, expectedBatch: expectedBatch ?? 256)
    }
  }

  private var noise: PrivacyRequest.Noise? {
    privacyEpsilon.map { .epsilon($0) } ?? noiseMultiplier.map { .multiplier($0) }
  }
}

extension ParsableArguments {
  /// Holds an epsilon to its range.
  static func check(_ option: String, epsilon: Double?) throws {
    guard let epsilon, !(epsilon > 0 && epsilon.isFinite) else { return }
    throw ValidationError("\(option) is above 0, not \(epsilon)")
  }

  /// Holds a delta to its range.
  static func check(_ option: String, delta: Double?) throws {
    guard let delta, !(delta > 0 && delta < 1) else { return }
    throw ValidationError("\(option) lies between 0 and 1, not \(delta)")
  }

  /// Holds the deviation of noise to the accountant's range.
  static func check(_ option: String, noise: Double?) throws {
    let least = RenyiAccountant.leastNoise
    guard let noise, !(noise >= least && noise.isFinite) else { return }
    throw ValidationError("\(option) is \(least) or more, not \(noise)")
  }
}
