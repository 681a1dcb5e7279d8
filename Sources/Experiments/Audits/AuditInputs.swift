import LanguageModels
import Memorization

/// What a plan names, opened before the first sample is drawn: a name that is wrong, or a file that is
/// of another lab, costs no samples.
struct AuditInputs {
  let corpus: AuditCorpus?
  let truth: AuditTruth
  /// What the internet scheme continues, if it is asked for.
  let prefixes: PrefixPool?
  /// A combination of metrics that was learned elsewhere.
  let combination: PlacedCombination?
  /// Text that the model has not been trained on, by document.
  let heldOut: [[UInt8]]?

  /// Opens all, and checks the reference models without loading their weights.
  init(_ plan: AuditPlan, _ target: LoadedLanguageModel, beside store: String) throws {
    for reference in plan.references {
      let tokenizer = try BytePairTokenizer(folder: reference.folder)
      try ModelFolder(reference.folder).validate(tokenizerSize: tokenizer.vocabularySize)
    }
    combination = try plan.combination.map {
      try PlacedCombination($0, among: try plan.membershipMetrics())
    }
    prefixes =
      plan.schemes.contains(.internet)
      ? try plan.prefixes.map { try PrefixPool($0, plan, target.tokenizer) } : nil
    heldOut = try plan.heldOut.map { try CorpusSource([$0], field: plan.field).documents().texts }
    corpus = try AuditCorpus(plan, heldOut: heldOut ?? [], beside: store)
    truth = try AuditTruth(plan, corpus?.index)
  }
}

/// A combination of metrics, and where these stand among those of a plan.
struct PlacedCombination {
  private let combination: MetricCombination
  private let places: [Int]

  init(_ path: String, among metrics: [MembershipMetric]) throws(MemorizationError) {
    combination = try MetricCombination.read(from: path)
    var places: [Int] = []
    for metric in combination.metrics {
      guard let place = metrics.firstIndex(of: metric) else {
        throw MemorizationError(
          .option,
          "\(path) combines \(metric), which is not among the metrics: name it in --metrics")
      }
      places.append(place)
    }
    self.places = places
  }

  /// The combined scores of all samples, from their scores by metric.
  func scores(_ scores: [[Double]]) -> [Double] {
    (scores.first ?? []).indices.map { sample in
      combination.score(places.map { scores[$0][sample] })
    }
  }
}

extension PrefixPool {
  /// The foreign text of a file or folder.
  fileprivate init(_ path: String, _ plan: AuditPlan, _ tokenizer: BytePairTokenizer) throws {
    var documents: [[Token]] = []
    try CorpusSource([path], field: plan.field).forEach { documents.append(tokenizer.encode($1)) }
    do {
      try self.init(documents: documents, seed: plan.seed)
    } catch {
      throw MemorizationError(error.code, "\(path): \(error.message)", underlying: error)
    }
  }
}
