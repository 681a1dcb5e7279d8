public import LanguageModels
import LinearAlgebra

/// How an audit lets a model write (Carlini et al. 2021, §4.1 and §5.1).
public enum SamplingScheme: String, Sendable, Codable, Hashable, CaseIterable {
  /// From the end-of-text token, among the n likeliest tokens at each step.
  case topN = "top_n"
  /// From the end-of-text token, over the whole vocabulary, under a temperature that falls.
  case temperature
  /// From a few tokens of foreign text, then among the n likeliest.
  case internet

  /// What the paper calls it.
  public var title: String {
    switch self {
    case .topN: "Top-n"
    case .temperature: "Temperature"
    case .internet: "Internet"
    }
  }

  /// The numbers that the schemes leave open.
  public struct Settings: Sendable, Codable, Hashable {
    /// New tokens of each sample; the paper's 256.
    public var length = 256
    /// The likeliest tokens kept by ``SamplingScheme/topN`` and ``SamplingScheme/internet``.
    public var topN = 40
    /// The first temperature of ``SamplingScheme/temperature``.
    public var temperature = 10.0
    /// Tokens over which it falls to 1.
    public var decayOver = 20
    /// How it falls; the paper doesn't say.
    public var decay = Temperature.Decay.linear
    /// Whether a sample ends with the end-of-text token; the paper's samples go on.
    public var stopsAtEndOfText = false

    /// The paper's numbers.
    public init() {}
  }

  /// The plan of this scheme for some samples; each scheme draws from a stream of its own.
  ///
  /// - Parameters:
  ///   - samples: Numbers of the samples.
  ///   - settings: What the scheme leaves open.
  ///   - prefixes: What sample i continues, one for each; empty except for
  ///     ``SamplingScheme/internet``.
  ///   - seed: Decides every draw.
  /// - Throws: `LanguageModelError` if a setting is out of its range.
  public func plan(
    _ samples: Range<Int>, _ settings: Settings, prefixes: [[Token]] = [], seed: UInt64
  ) throws(LanguageModelError) -> SamplingPlan {
    precondition(
      (self == .internet) == !prefixes.isEmpty, "prefixes belong to the internet scheme alone")
    let processors: [any LogitProcessor] =
      switch self {
      case .topN, .internet: [try TopN(settings.topN)]
      case .temperature:
        [
          try Temperature(
            from: settings.temperature, to: 1, over: settings.decayOver, decay: settings.decay)
        ]
      }
    return SamplingPlan(
      prompts: prefixes.isEmpty ? [[]] : prefixes, samples: samples, length: settings.length,
      processors: processors, seed: stream(of: seed),
      stopsAtEndOfText: settings.stopsAtEndOfText)
  }

  /// The seed of this scheme's draws.
  func stream(of seed: UInt64) -> UInt64 {
    let number = UInt64(Self.allCases.firstIndex(of: self)!)
    return PhiloxGenerator.block(counter: (number, .max), key: seed).0
  }
}
