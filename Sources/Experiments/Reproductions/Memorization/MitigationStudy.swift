import Foundation
import LanguageModels
import LinearAlgebra
public import Memorization
import Reports
public import Runs

/// What helps against memorisation, measured: one model of a lab trained as it is, on de-duplicated text, on
/// redacted text, and under differential privacy, and the first behind a filter.
///
/// All but the private one are trained for the same number of steps. What they give back is held against the text
/// as it was.
public struct MitigationStudy: Sendable {
  /// The lab.
  public var plan: LabPlan
  /// The model that is trained.
  public var model: LabModel
  /// Passes over the text as it is.
  public var epochs: Double
  /// Passes of the private training over the documents, of each of which a pass reads one window.
  public var privatePasses: Double
  /// Samples of each model.
  public var samples: Int
  /// The privacy that is asked for.
  public var epsilon = 8.0
  /// The folder in which texts and models are kept.
  public var cache: String
  /// Decides the samples.
  public var seed: UInt64

  /// A study of model M on the small lab, or of S on half a megabyte for a quick look.
  public init(
    isQuick: Bool = false, store: String = RunStore.defaultPath, seed: UInt64 = 1
  ) {
    plan = LabPlan(size: isQuick ? .tiny : .small, seed: seed)
    model = isQuick ? .small : .medium
    epochs = isQuick ? 10 : 8
    privatePasses = isQuick ? 10 : 20
    samples = isQuick ? 300 : 3000
    cache = URL(filePath: store).deletingLastPathComponent().path
    self.seed = seed
  }

  /// The folder of the texts and models of these options; what was trained there is taken again.
  var folder: String {
    let options = [epochs, privatePasses, epsilon].map { "\($0)" }.joined(separator: "-")
    return "\(cache)/mitigations-\(plan.size.rawValue)-\(model.rawValue)-\(plan.seed)-\(options)"
  }

  /// A measure that is taken.
  enum Variant: String, CaseIterable {
    case plain
    case deduplicated
    case redacted
    case `private`
    case filtered
  }

  /// What a variant costs and what it leaves.
  struct Outcome {
    let variant: Variant
    /// Nats per token on held-out text.
    let heldOutLoss: Double
    /// The share of tokens of held-out text that the model finds likeliest.
    let accuracy: Double
    /// The share of sampled bytes that repeat 120 bytes or more of the text as it was.
    let memorized: Double
    /// Planted strings that stand whole in a sample.
    let planted: Set<Int>
    /// Planted strings that greedy decoding completes; `nil` behind a filter, where decoding is another.
    let completed: Set<Int>?
    /// Exposures in bits of numbers that were never inserted, inserted up to 8 times, and 64 times or more;
    /// empty behind a filter, which leaves a model's likelihoods as they are.
    let exposures: [Level: [Double]]
    /// Seconds of training; `nil` if it was trained before.
    let seconds: Double?
  }

  /// Numbers by how often they were inserted.
  enum Level: Hashable, CaseIterable {
    case never, few, many
  }

  /// Trains what isn't trained yet, and measures.
  ///
  /// - Throws: `MemorizationError`, `LanguageModelError` or `RunsError`; what was trained stays.
  public func run() async throws -> Reproduction {
    let clock = ContinuousClock.now
    let text = try MitigationText(self)
    var outcomes: [Outcome] = []
    for variant in Variant.allCases {
      let seconds = try text.train(variant)
      outcomes.append(try await MitigationMeasure(self, text).outcome(variant, seconds: seconds))
    }
    return MitigationTable(self, outcomes, text.truth).reproduction(
      seconds: clock.duration(to: .now).seconds)
  }
}
