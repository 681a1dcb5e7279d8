import LanguageModels
import LinearAlgebra
import Memorization

/// Everything after sampling and scoring: ranks the samples of an audit, drops duplicates, selects,
/// and compares all samples with the training text.
struct AuditAnalysis {
  let plan: AuditPlan
  let target: LoadedLanguageModel
  let record: AuditRecord
  let index: CorpusIndex?
  let truth: AuditTruth
  /// What somebody has judged, where the training text isn't known.
  let marks: AuditMarks?
  /// Whether a combination of the metrics is learned.
  let learns: Bool

  /// The samples of one scheme, and what is known of them.
  struct Group {
    let scheme: SamplingScheme
    let texts: [[UInt8]]
    /// The score of each sample under each metric, in the order of the plan, and their combination.
    var scores: [[Double]]
    /// One for each sample; empty if the training text isn't known.
    let verifications: [Verification]
    /// The samples that are memorised, exactly or by marks; `nil` if neither is known.
    let memorized: Set<Int>?
    let duplicates: DuplicateRemoval
    /// The quantities that figures show.
    let cloud: AuditCloud
  }

  /// What is printed, and what figures show.
  struct Result {
    let report: AuditReport
    let clouds: [AuditCloud]
    /// The combination of metrics that was learned, if that was asked for.
    let combination: MetricCombination?
  }

  /// The name of a learned combination among the metrics.
  static let combined = "combined"

  func run() throws -> Result {
    let metrics = try plan.membershipMetrics()
    let verifier = index.map { index in
      Verifier(
        index, minimumLength: plan.minimumMatch, rule: plan.triviality,
        planted: truth.inserted.map { Array($0.text.utf8) },
        controls: truth.twins.map { Array($0.text.utf8) })
    }
    var groups = try plan.schemes.map { try group($0, metrics, verifier) }
    let combination = try combine(&groups, metrics)
    let names = metrics.map(\.name) + (combination == nil ? [] : [Self.combined])
    let selections = groups.map { group in
      group.scores.map {
        plan.selection.select(scores: $0, removing: group.duplicates).candidates.map(\.sample)
      }
    }
    let isKnown = verifier != nil
    let findings = AuditFindings(groups, selections, names, truth.inserted, isKnown: isKnown)
    var configurations: [AuditReport.Configuration] = []
    for (group, selected) in zip(groups, selections) {
      WorkProgress.report("selecting", configurations.count, of: groups.count * names.count)
      for (place, name) in names.enumerated() {
        configurations.append(configuration(group, name, place, selected[place]))
      }
    }
    let clouds = zip(groups, selections).map { group, selected in
      var cloud = group.cloud
      cloud.selected = Dictionary(
        uniqueKeysWithValues: zip(names, selected.map(Set.init)))
      cloud.memorized = group.memorized ?? []
      return cloud
    }
    let report = AuditReport(
      samples: groups.reduce(0) { $0 + $1.texts.count },
      schemes: zip(groups, selections).map { summary($0, $1, findings, isKnown) },
      configurations: configurations,
      uniqueMemorized: isKnown ? findings.all.count : nil,
      uniqueSelected: isKnown ? findings.all.count(where: \.selected) : nil,
      findings: findings.all,
      planted: isKnown && !truth.isEmpty ? truth.summary(groups.flatMap(\.verifications)) : nil,
      noise: try verifier.flatMap(noise), corpus: index.map { .init($0) },
      seconds: AuditReport.Seconds())
    return Result(report: report, clouds: clouds, combination: try learned(groups, metrics))
  }

  // MARK: Samples

  private func group(
    _ scheme: SamplingScheme, _ metrics: [MembershipMetric], _ verifier: Verifier?
  ) throws -> Group {
    let columns = try AuditScoring.columns(plan)
    let stored = try columns.map { ($0, try record.scores(scheme, $0.name)) }
    var texts: [[UInt8]] = []
    var scores = [[Double]](repeating: [], count: metrics.count)
    var cloud = AuditCloud(scheme, stored.map { ($0.0, $0.1) })
    while texts.count < plan.samples {
      let samples = try record.samples(scheme, from: texts.count)
      let first = texts.count
      texts += samples.map { target.tokenizer.decode($0.tokens) }
      for sample in samples { cloud.add(sample, texts[sample.number]) }
      for (place, metric) in metrics.enumerated() {
        scores[place] += samples.map { sample in
          score(sample, texts[sample.number], metric, stored)
        }
      }
      precondition(texts.count > first, "a page of the store is empty before the last sample")
    }
    let verifications = verifier.map { Self.verify(texts, $0) }
    return Group(
      scheme: scheme, texts: texts, scores: scores, verifications: verifications ?? [],
      memorized: verifications.map { all in Set(all.indices.filter { all[$0].isMemorized }) }
        ?? marks?.memorized(scheme),
      duplicates: DuplicateRemoval(texts: texts), cloud: cloud)
  }

  /// Adds the scores of a combination that was learned elsewhere.
  private func combine(
    _ groups: inout [Group], _ metrics: [MembershipMetric]
  ) throws -> MetricCombination? {
    guard let path = plan.combination else { return nil }
    let combination = try MetricCombination.read(from: path)
    let places = try combination.metrics.map { metric in
      guard let place = metrics.firstIndex(of: metric) else {
        throw MemorizationError(
          .option,
          "\(path) combines \(metric), which is not among the metrics: name it in --metrics")
      }
      return place
    }
    for (i, group) in groups.enumerated() {
      groups[i].scores.append(
        group.texts.indices.map { sample in
          combination.score(places.map { group.scores[$0][sample] })
        })
    }
    return combination
  }

  /// Learns a combination of the metrics from all samples, whose truth is known.
  private func learned(
    _ groups: [Group], _ metrics: [MembershipMetric]
  ) throws -> MetricCombination? {
    guard learns, index != nil else { return nil }
    let scores = groups.flatMap { group in
      group.texts.indices.map { sample in metrics.indices.map { group.scores[$0][sample] } }
    }
    return try MetricCombination.fit(
      metrics: metrics, scores: scores,
      labels: groups.flatMap { $0.verifications.map(\.isMemorized) })
  }

  private func score(
    _ sample: AuditSample, _ text: [UInt8], _ metric: MembershipMetric,
    _ stored: [(column: AuditScoring.Column, values: [Double])]
  ) -> Double {
    var evidence = SampleEvidence(text: text, logProbabilities: sample.logProbabilities)
    for (column, values) in stored {
      switch column {
      case .reference(let reference): evidence.references[reference.name] = values[sample.number]
      case .lowercase: evidence.lowercaseLogPerplexity = values[sample.number]
      case .minKPlusPlus: if metric == .minKPlusPlus { return values[sample.number] }
      }
    }
    return metric.score(evidence)
  }

  private static func verify(
    _ texts: [[UInt8]], _ verifier: Verifier
  ) -> [Verification] {
    var result = [Verification?](repeating: nil, count: texts.count)
    result.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let result = buffer
      parallelFor(texts.count, grain: 64) { _, range in
        for i in range { result[i] = verifier.verify(texts[i]) }
      }
    }
    return result.map { $0! }
  }

  // MARK: What is reported

  private func configuration(
    _ group: Group, _ metric: String, _ place: Int, _ selected: [Int]
  ) -> AuditReport.Configuration {
    let memorized = group.memorized.map { memorized in selected.count { memorized.contains($0) } }
    return AuditReport.Configuration(
      scheme: group.scheme, metric: metric, candidates: selected.count, memorized: memorized,
      interval: memorized.map { .init(ShareInterval($0, of: selected.count)) },
      fuzzy: index.flatMap { index in
        index.hasTrigrams
          ? selected.count { index.fuzzyCoverage(of: group.texts[$0]) == 1 } : nil
      },
      auroc: index == nil ? nil : areaUnderCurve(group, place),
      selected: selected)
  }

  /// `nil` where all samples are memorised, or none.
  private func areaUnderCurve(_ group: Group, _ place: Int) -> Double? {
    let labels = group.verifications.map(\.isMemorized)
    let area = RankStatistics(scores: group.scores[place], labels: labels).value(.areaUnderCurve)
    return area.isFinite ? area : nil
  }

  private func summary(
    _ group: Group, _ selections: [[Int]], _ findings: AuditFindings, _ isKnown: Bool
  ) -> AuditReport.Scheme {
    let mine = findings.all.filter { $0.schemes.contains(group.scheme) }
    return AuditReport.Scheme(
      scheme: group.scheme, samples: group.texts.count,
      duplicates: group.duplicates.walk(group.texts.indices).removedShare,
      memorized: isKnown ? group.verifications.count(where: \.isMemorized) : nil,
      trivial: isKnown ? group.verifications.count(where: \.isTrivial) : nil,
      unique: isKnown ? mine.count : nil,
      uniqueSelected: isKnown ? findings.selectedCount[group.scheme, default: 0] : nil)
  }

  private func noise(_ verifier: Verifier) throws -> AuditReport.NoiseFloor? {
    guard let heldOut = plan.heldOut else { return nil }
    var noise = AuditReport.NoiseFloor(documents: 0, memorized: 0, share: 0)
    var (bytes, matched) = (0, 0)
    try CorpusSource([heldOut], field: plan.field).forEach { _, text in
      let verification = verifier.verify(text)
      noise.documents += 1
      noise.memorized += verification.isMemorized ? 1 : 0
      bytes += text.count
      matched += verification.matches.reduce(0) { $0 + ($1.isTrivial ? 0 : $1.text.count) }
    }
    noise.share = bytes == 0 ? 0 : min(1, Double(matched) / Double(bytes))
    return noise
  }
}

extension AuditReport.Corpus {
  fileprivate init(_ index: CorpusIndex) {
    self.init(documents: index.documents, bytes: index.bytes)
  }
}

extension AuditReport.ClosedInterval {
  fileprivate init(_ interval: ShareInterval) {
    self.init(low: interval.lower, high: interval.upper)
  }
}
