import LanguageModels
import LinearAlgebra
import Memorization

/// Scores the samples of a scheme under models, into the store, from the first that is not there.
///
/// Where ids are scored, every model reads a sample as the target wrote it: after the end-of-text token
/// or the prefix, which is never lower-cased. A model with the target's tokenizer scores the tokens that
/// were drawn; another one encodes the text anew. Where text is scored, every model, the target too,
/// encodes the text alone.
struct AuditScoring {
  /// Columns of the store that are made together: a model and what it reads.
  enum Column: Hashable {
    case reference(AuditPlan.Reference)
    case lowercase
    case minKPlusPlus
    /// The target's own scores of the text.
    case text

    /// The names of its scores.
    var names: [String] {
      switch self {
      case .reference(let reference): ["log_perplexity:\(reference.name)"]
      case .lowercase: ["log_perplexity_lowercase"]
      case .minKPlusPlus: [MembershipMetric.minKPlusPlus.name]
      case .text:
        ["log_perplexity", MembershipMetric.window.name, MembershipMetric.minK.name]
      }
    }
  }

  /// Samples whose scores are kept together: a large model takes seconds for them.
  static let page = 64

  let plan: AuditPlan
  let target: LoadedLanguageModel
  let record: AuditRecord

  /// The columns that the metrics of a plan need.
  static func columns(_ plan: AuditPlan) throws -> [Column] {
    let needs = EvidenceNeeds(of: try plan.membershipMetrics())
    return plan.references.filter { needs.references.contains($0.name) }.map(Column.reference)
      + (needs.lowercase ? [.lowercase] : []) + (needs.moments ? [.minKPlusPlus] : [])
      + (plan.scoring == .text ? [.text] : [])
  }

  /// Scores one column of one scheme under the model that it names.
  func run(_ column: Column, _ scheme: SamplingScheme, under model: LoadedLanguageModel)
    async throws
  {
    var next = try record.scoreCount(scheme, column)
    while next < plan.samples {
      let samples = try record.samples(scheme, from: next, limit: Self.page)
      guard !samples.isEmpty else { throw record.damage(scheme) }
      let scores = try await scores(samples, column, model)
      for (name, values) in zip(column.names, scores)
      // A call that was killed may have kept one score of a page and not the next.
      where try record.scoreCount(scheme, name) == next {
        try record.append(values, scheme, name, from: next)
      }
      next += samples.count
      WorkProgress.report("scoring \(scheme.rawValue) by \(column.title)", next, of: plan.samples)
    }
  }

  private func scores(
    _ samples: [AuditSample], _ column: Column, _ model: LoadedLanguageModel
  ) async throws -> [[Double]] {
    let texts = samples.map { text($0, column, model) }
    let options = ScoreOptions(
      startsWithEndOfText: false, stride: max(1, model.model.configuration.context / 2),
      moments: column == .minKPlusPlus)
    let answers = try await model.model.score(texts.map { $0.prompt + $0.tokens }, options)
    let evidence = zip(texts, answers).map { text, answer in
      let own = text.prompt.count...
      return SampleEvidence(
        text: [], logProbabilities: Array(answer.logProbabilities[own]),
        moments: column == .minKPlusPlus ? Array(answer.moments[own]) : nil)
    }
    switch column {
    case .reference, .lowercase: return [evidence.map(\.logPerplexity)]
    case .minKPlusPlus: return [evidence.map { MembershipMetric.minKPlusPlus.score($0) }]
    case .text:
      return [
        evidence.map(\.logPerplexity), evidence.map { MembershipMetric.window.score($0) },
        evidence.map { MembershipMetric.minK.score($0) },
      ]
    }
  }

  /// What a model reads before a sample, and the sample, in its own tokens.
  private func text(
    _ sample: AuditSample, _ column: Column, _ model: LoadedLanguageModel
  ) -> (prompt: [Token], tokens: [Token]) {
    guard plan.scoring == .ids else {
      let bytes = target.tokenizer.decode(sample.tokens)
      let text = column == .lowercase ? LowercaseText.of(bytes) : bytes
      return ([], model.tokenizer.encode(text, allowingSpecials: true))
    }
    let isOwn = model.tokenizer == target.tokenizer
    let end = model.model.configuration.endOfText
    let prompt =
      sample.prompt.isEmpty
      ? [end]
      : isOwn ? sample.prompt : model.tokenizer.encode(target.tokenizer.decode(sample.prompt))
    guard column == .lowercase || !isOwn else { return (prompt, sample.tokens) }
    var bytes = target.tokenizer.decode(sample.tokens)
    if column == .lowercase { bytes = LowercaseText.of(bytes) }
    return (prompt, model.tokenizer.encode(bytes, allowingSpecials: true))
  }
}

/// Columns of the store with the values of all samples of a scheme, as many as they have names.
struct ScoredColumn: Sendable {
  let column: AuditScoring.Column
  let values: [[Double]]
}

extension AuditScoring.Column {
  /// What a progress bar calls it.
  fileprivate var title: String {
    switch self {
    case .reference(let reference): reference.name
    case .lowercase: "lowercase"
    case .minKPlusPlus: "min_k_plus_plus"
    case .text: "the target"
    }
  }
}
