import Foundation
import LanguageModels
import LinearAlgebra
import Memorization

/// The samples of one scheme, and what is known of them.
struct AuditGroup {
  let scheme: SamplingScheme
  let texts: [[UInt8]]
  /// The score of each sample under each metric of the plan, and under a combination of them.
  var scores: [[Double]]
  /// One for each sample; empty if the training text isn't known.
  let verifications: [Verification]
  /// The samples that are memorised, exactly or by marks; `nil` if neither is known.
  let memorized: Set<Int>?
  /// The samples that somebody has judged; `nil` where all are known, or none.
  let judged: Set<Int>?
  let duplicates: DuplicateRemoval
  /// The quantities that figures show.
  let cloud: AuditCloud

  /// Reads the samples and scores of a scheme, and compares the samples with the training text.
  ///
  /// - Throws: `RunsError` or `MemorizationError` if the store lacks some, or is damaged.
  init(
    _ scheme: SamplingScheme, of plan: AuditPlan, in record: AuditRecord,
    target: LoadedLanguageModel, verifier: Verifier?, marks: AuditMarks?
  ) throws {
    let metrics = try plan.membershipMetrics()
    let columns = try AuditScoring.columns(plan).map {
      ScoredColumn(column: $0, values: try $0.names.map { try record.scores(scheme, $0) })
    }
    guard columns.allSatisfy({ $0.values.allSatisfy { $0.count >= plan.samples } }) else {
      throw record.damage(scheme)
    }
    var texts: [[UInt8]] = []
    var scores = [[Double]](repeating: [], count: metrics.count)
    var cloud = AuditCloud(scheme, columns)
    while texts.count < plan.samples {
      let samples = try record.samples(scheme, from: texts.count)
      guard !samples.isEmpty, samples[0].number == texts.count else { throw record.damage(scheme) }
      let page = parallelMap(samples.count, grain: 16) { i in
        ScoredSample(samples[i], target, metrics, columns)
      }
      for (place, _) in metrics.enumerated() { scores[place] += page.map { $0.scores[place] } }
      for sample in page { cloud.add(sample.point) }
      texts += page.map(\.text)
      WorkProgress.report("reading \(scheme.rawValue)", texts.count, of: plan.samples)
    }
    try marks?.check(scheme, texts)
    self.scheme = scheme
    self.texts = texts
    self.scores = scores
    self.cloud = cloud
    duplicates = DuplicateRemoval(texts: texts)
    let verifications = verifier?.verify(texts) ?? []
    self.verifications = verifications
    if verifier != nil {
      memorized = Set(verifications.indices.filter { verifications[$0].isMemorized })
      judged = nil
    } else {
      memorized = marks?.memorized(scheme)
      judged = marks?.judged(scheme)
    }
  }
}

extension AuditGroup {
  /// What somebody has judged of a sample; `nil` if nobody has.
  func judgement(of sample: Int) -> Bool? {
    guard let judged, judged.contains(sample) else { return nil }
    return memorized?.contains(sample)
  }
}

/// A sample with its scores under all metrics.
private struct ScoredSample: Sendable {
  let text: [UInt8]
  let scores: [Double]
  let point: AuditCloud.Point

  init(
    _ sample: AuditSample, _ target: LoadedLanguageModel, _ metrics: [MembershipMetric],
    _ columns: [ScoredColumn]
  ) {
    text = target.tokenizer.decode(sample.tokens)
    var evidence = SampleEvidence(text: text, logProbabilities: sample.logProbabilities)
    // What the store has of a metric whose evidence it doesn't keep.
    var known: [MembershipMetric: Double] = [:]
    for column in columns {
      let values = column.values.map { $0[sample.number] }
      switch column.column {
      case .reference(let reference): evidence.references[reference.name] = values[0]
      case .lowercase: evidence.lowercaseLogPerplexity = values[0]
      case .minKPlusPlus: known[.minKPlusPlus] = values[0]
      case .text:
        evidence.targetLogPerplexity = values[0]
        (known[.window], known[.minK]) = (values[1], values[2])
      }
    }
    scores = metrics.map { known[$0] ?? $0.score(evidence) }
    let window = known[.window] ?? MembershipMetric.window.score(evidence)
    point = AuditCloud.Point(
      perplexity: exp(evidence.logPerplexity), window: exp(-window),
      zlib: Double(ZlibEntropy.bytes(of: text)))
  }
}
