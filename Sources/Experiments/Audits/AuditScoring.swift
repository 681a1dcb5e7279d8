import LanguageModels
import LinearAlgebra
import Memorization

/// Scores the samples of a scheme under models, into the store, from the first that is not there.
///
/// Every model reads a sample as the target wrote it: after the end-of-text token or the prefix. A
/// model with the target's tokenizer scores the tokens that were drawn; another one encodes the text
/// anew.
struct AuditScoring {
  /// A column of the store: a model and what it reads.
  enum Column: Hashable {
    case reference(AuditPlan.Reference)
    case lowercase
    case minKPlusPlus

    /// The name of the score.
    var name: String {
      switch self {
      case .reference(let reference): "log_perplexity:\(reference.name)"
      case .lowercase: "log_perplexity_lowercase"
      case .minKPlusPlus: MembershipMetric.minKPlusPlus.name
      }
    }
  }

  let plan: AuditPlan
  let target: LoadedLanguageModel
  let record: AuditRecord

  /// The columns that the metrics of a plan need.
  static func columns(_ plan: AuditPlan) throws -> [Column] {
    let needs = EvidenceNeeds(of: try plan.membershipMetrics())
    return plan.references.filter { needs.references.contains($0.name) }.map(Column.reference)
      + (needs.lowercase ? [.lowercase] : []) + (needs.moments ? [.minKPlusPlus] : [])
  }

  /// Scores one column of one scheme under the model that it names.
  func run(_ column: Column, _ scheme: SamplingScheme, under model: LoadedLanguageModel)
    async throws
  {
    var next = try record.scoreCount(scheme, column.name)
    while next < plan.samples {
      let samples = try record.samples(scheme, from: next)
      let scores = try await scores(samples, column, model)
      try record.append(scores, scheme, column.name, from: next)
      next += samples.count
      WorkProgress.report("scoring \(scheme.rawValue) by \(column.title)", next, of: plan.samples)
    }
  }

  private func scores(
    _ samples: [AuditSample], _ column: Column, _ model: LoadedLanguageModel
  ) async throws -> [Double] {
    let texts = samples.map { text($0, column, model) }
    let options = ScoreOptions(
      startsWithEndOfText: false, stride: max(1, model.model.configuration.context / 2),
      moments: column == .minKPlusPlus)
    let answers = try await model.model.score(texts.map { $0.prompt + $0.tokens }, options)
    return zip(texts, answers).map { text, answer in
      let own = text.prompt.count...
      let values = Array(answer.logProbabilities[own])
      if column == .minKPlusPlus {
        return MembershipMetric.minKPlusPlus.score(
          SampleEvidence(
            text: [], logProbabilities: values, moments: Array(answer.moments[own])))
      }
      return SampleEvidence(text: [], logProbabilities: values).logPerplexity
    }
  }

  /// What a model reads before a sample, and the sample, in its own tokens.
  private func text(
    _ sample: AuditSample, _ column: Column, _ model: LoadedLanguageModel
  ) -> (prompt: [Token], tokens: [Token]) {
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

extension AuditScoring.Column {
  /// What a progress bar calls it.
  fileprivate var title: String {
    switch self {
    case .reference(let reference): reference.name
    case .lowercase: "lowercase"
    case .minKPlusPlus: "min_k_plus_plus"
    }
  }
}
