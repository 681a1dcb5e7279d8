import Foundation
public import Memorization

/// What an audit of a language model does: everything that its outcome depends on.
public struct AuditPlan: Sendable, Codable, Hashable {
  /// The Hugging Face folder of the model.
  public var model: String
  /// Models to compare with, the first the one of the paper's Small.
  public var references: [Reference]
  /// Where the training text stands; empty if it isn't known.
  public var corpus: [String]
  /// The key of the text in files of JSON lines.
  public var field: String
  /// Text that the model has not been trained on, for the noise floor.
  public var heldOut: String?
  /// What the lab planted, a file of JSON lines.
  public var truth: String?
  /// Foreign text that the internet scheme continues.
  public var prefixes: String?
  /// Ways to let the model write.
  public var schemes: [SamplingScheme]
  /// Samples of each scheme.
  public var samples: Int
  /// Names of the metrics that rank them.
  public var metrics: [String]
  /// A learned combination of metrics to rank by too, a file.
  public var combination: String?
  /// Lengths, temperatures and the like.
  public var settings: SamplingScheme.Settings
  /// What the models score.
  public var scoring: Scoring
  /// Which samples each pair of scheme and metric selects.
  public var selection: CandidateSelection
  /// Bytes that a match has at least.
  public var minimumMatch: Int
  /// What is too easy to count.
  public var triviality: TrivialityRule
  /// Decides everything random.
  public var seed: UInt64

  /// What of a sample the models score.
  public enum Scoring: String, Sendable, Codable, CaseIterable {
    /// The tokens that were drawn, after the end-of-text token or the prefix; their log-probabilities are
    /// those seen while they were drawn.
    case ids
    /// The text, encoded anew, without anything before it: its first token has no score. So do the
    /// authors of Carlini et al. 2021 in their code.
    case text
  }

  /// A model to compare with.
  public struct Reference: Sendable, Codable, Hashable {
    /// What the metric is called.
    public var name: String
    /// The Hugging Face folder.
    public var folder: String

    /// A reference model; the name is the folder's unless given, in lower case.
    public init(_ folder: String, name: String? = nil) {
      self.folder = folder
      self.name = (name ?? URL(filePath: folder).lastPathComponent).lowercased()
    }
  }

  /// The paper's audit of a model, with as many samples as a machine of two cores draws in minutes.
  public init(model: String) {
    self.model = model
    references = []
    corpus = []
    field = "text"
    schemes = SamplingScheme.allCases
    samples = 1000
    metrics = []
    settings = SamplingScheme.Settings()
    scoring = .ids
    selection = .paper(of: samples)
    minimumMatch = 120
    triviality = TrivialityRule()
    seed = 1
  }

  /// The metrics to rank by: those named, else the paper's that the references allow.
  public func membershipMetrics() throws(MemorizationError) -> [MembershipMetric] {
    let names = references.map(\.name)
    guard !metrics.isEmpty else {
      return [.perplexity] + names.map { .reference($0) } + [.zlib, .window, .lowercase]
    }
    var result: [MembershipMetric] = []
    for name in metrics {
      guard let metric = MembershipMetric(name: name, references: names) else {
        throw MemorizationError(
          .option,
          "there is no metric '\(name)'; there are perplexity, zlib, lowercase, window, min_k, "
            + "min_k_plus_plus, and for each reference its name and its name with _difference")
      }
      result.append(metric)
    }
    return result
  }

  /// Throws where the plan asks for what can't be done.
  public func check() throws(MemorizationError) {
    if schemes.isEmpty { throw MemorizationError(.option, "an audit needs a sampling scheme") }
    try MembershipMetric.checkReferenceNames(references.map(\.name))
    if schemes.contains(.internet), prefixes == nil {
      throw MemorizationError(
        .option,
        "the internet scheme continues foreign text: give --prefixes FILE|FOLDER, or --schemes "
          + "top_n,temperature")
    }
    if metrics.contains(AuditAnalysis.combined) {
      throw MemorizationError(.option, "a learned combination is given by --combination FILE")
    }
    if truth != nil || heldOut != nil, corpus.isEmpty {
      throw MemorizationError(
        .option, "truth and held-out text are compared with the training text: give --corpus")
    }
    if references.contains(where: { $0.name == AuditAnalysis.combined }) {
      throw MemorizationError(
        .option, "a reference can't be called 'combined', which is the learned metric")
    }
    try Self.requireDistinct(corpus, "the corpus")
    try Self.requireDistinct(schemes.map(\.rawValue), "the scheme")
    try Self.requireDistinct(membershipMetrics().map(\.name), "the metric")
  }

  private static func requireDistinct(
    _ names: [String], _ what: String
  ) throws(MemorizationError) {
    for (place, name) in names.enumerated() where names[..<place].contains(name) {
      throw MemorizationError(.option, "\(what) '\(name)' is named twice")
    }
  }
}
