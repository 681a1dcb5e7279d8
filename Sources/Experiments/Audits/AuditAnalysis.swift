import LinearAlgebra
import Memorization

/// Everything after sampling and scoring: ranks the samples of an audit, drops duplicates, selects,
/// and compares all samples with the training text.
struct AuditAnalysis {
  let plan: AuditPlan
  let target: LoadedLanguageModel
  let record: AuditRecord
  let inputs: AuditInputs
  /// What somebody has judged, where the training text isn't known.
  let marks: AuditMarks?
  /// Whether a combination of the metrics is learned.
  let learns: Bool

  /// What is printed, and what figures show.
  struct Findings {
    let report: AuditReport
    let clouds: [AuditCloud]
    /// The combination of metrics that was learned if that was asked for, or why none was.
    let combination: Result<MetricCombination, MemorizationError>?
    let notes: [String]
  }

  /// The name of a learned combination among the metrics.
  static let combined = "combined"

  private var index: CorpusIndex? { inputs.corpus?.index }
  private var truth: AuditTruth { inputs.truth }

  func run() throws -> Findings {
    let metrics = try plan.membershipMetrics()
    let verifier = makeVerifier()
    var groups = try plan.schemes.map {
      try AuditGroup($0, of: plan, in: record, target: target, verifier: verifier, marks: marks)
    }
    let learned = learns && verifier != nil ? learnedCombination(groups, metrics) : nil
    if let combination = inputs.combination {
      for i in groups.indices { groups[i].scores.append(combination.scores(groups[i].scores)) }
    }
    let names = metrics.map(\.name) + (inputs.combination == nil ? [] : [Self.combined])
    let choices = groups.map { group in
      group.scores.map { plan.selection.select(scores: $0, removing: group.duplicates) }
    }
    let selections = choices.map { $0.map { $0.candidates.map(\.sample) } }
    let findings = AuditFindings(
      groups, selections, names, truth.inserted, minimumLength: plan.minimumMatch,
      isKnown: verifier != nil)
    let isKnown = verifier != nil || marks != nil
    let report = AuditReport(
      samples: groups.reduce(0) { $0 + $1.texts.count },
      schemes: zip(groups, selections).map { group, selected in
        summary(group, selected, findings, isVerified: verifier != nil)
      },
      configurations: zip(groups, choices).flatMap { configurations($0, names, $1, verifier) },
      uniqueMemorized: isKnown ? findings.all.count { $0.memorized == true } : nil,
      uniqueSelected: isKnown
        ? findings.all.count { $0.memorized == true && $0.selected } : nil,
      findings: findings.all,
      planted: verifier != nil && !truth.isEmpty
        ? truth.summary(groups.flatMap(\.verifications)) : nil,
      noise: verifier.flatMap(noise), corpus: index.map { AuditReport.Corpus($0) },
      seconds: AuditReport.Seconds())
    return Findings(
      report: report, clouds: zip(groups, selections).map { cloud($0, names, $1) },
      combination: learned, notes: shortages(choices, names))
  }

  private func makeVerifier() -> Verifier? {
    index.map { index in
      Verifier(
        index, minimumLength: plan.minimumMatch, rule: plan.triviality,
        planted: truth.inserted.map { Array($0.text.utf8) },
        controls: truth.twins.map { Array($0.text.utf8) })
    }
  }

  /// Learns a combination of the metrics from all samples, whose truth is known.
  private func learnedCombination(
    _ groups: [AuditGroup], _ metrics: [MembershipMetric]
  ) -> Result<MetricCombination, MemorizationError> {
    let scores = groups.flatMap { group in
      group.texts.indices.map { sample in metrics.indices.map { group.scores[$0][sample] } }
    }
    return Result { () throws(MemorizationError) in
      try MetricCombination.fit(
        metrics: metrics, scores: scores,
        labels: groups.flatMap { $0.verifications.map(\.isMemorized) })
    }
  }

  // MARK: What is reported

  private func configurations(
    _ group: AuditGroup, _ names: [String], _ choices: [CandidateSelection.Outcome],
    _ verifier: Verifier?
  ) -> [AuditReport.Configuration] {
    let selected = choices.map { $0.candidates.map(\.sample) }
    let fuzzy = fuzzy(group, selected, verifier)
    return names.indices.map { place in
      let (candidates, pool) = (selected[place], choices[place].pool)
      let judged = group.judged.map { judged in candidates.count { judged.contains($0) } }
      let memorized = group.memorized.map { memorized in
        candidates.count { memorized.contains($0) }
      }
      return AuditReport.Configuration(
        scheme: group.scheme, metric: names[place], candidates: candidates.count, judged: judged,
        memorized: memorized,
        interval: memorized.map {
          AuditReport.ClosedInterval(ShareInterval($0, of: judged ?? candidates.count))
        },
        fuzzy: fuzzy.map { fuzzy in candidates.count { fuzzy.contains($0) } },
        pool: pool.count,
        memorizedInPool: verifier == nil
          ? nil : pool.count { group.verifications[$0].isMemorized },
        auroc: index == nil ? nil : areaUnderCurve(group, place), selected: candidates)
    }
  }

  /// The selected samples that have a passage which passes the fuzzy check.
  private func fuzzy(
    _ group: AuditGroup, _ selected: [[Int]], _ verifier: Verifier?
  ) -> Set<Int>? {
    guard let verifier, verifier.index.hasTrigrams else { return nil }
    let samples = Set(selected.joined()).sorted()
    let isFuzzy = parallelMap(samples.count, grain: 4) {
      verifier.hasFuzzyPassage(group.texts[samples[$0]])
    }
    return Set(zip(samples, isFuzzy).filter { $0.1 == true }.map(\.0))
  }

  /// `nil` where all samples are memorised, or none.
  private func areaUnderCurve(_ group: AuditGroup, _ place: Int) -> Double? {
    let labels = group.verifications.map(\.isMemorized)
    let area = RankStatistics(scores: group.scores[place], labels: labels).value(.areaUnderCurve)
    return area.isFinite ? area : nil
  }

  private func summary(
    _ group: AuditGroup, _ selected: [[Int]], _ findings: AuditFindings, isVerified: Bool
  ) -> AuditReport.Scheme {
    let memorized = group.memorized.map { Set(selected.joined()).intersection($0).sorted() }
    let mine = findings.all.filter { $0.schemes.contains(group.scheme) && $0.memorized == true }
    return AuditReport.Scheme(
      scheme: group.scheme, samples: group.texts.count,
      duplicates: group.duplicates.walk(group.texts.indices).removedShare,
      memorized: isVerified ? group.verifications.count(where: \.isMemorized) : nil,
      trivial: isVerified ? group.verifications.count(where: \.isTrivial) : nil,
      unique: isVerified ? mine.count : nil,
      uniqueSelected: isVerified
        ? findings.selectedCount[group.scheme, default: 0] : marks.map { _ in mine.count },
      uniqueSamples: memorized.map { group.duplicates.walk($0).kept.count })
  }

  private func cloud(
    _ group: AuditGroup, _ names: [String], _ selected: [[Int]]
  ) -> AuditCloud {
    var cloud = group.cloud
    cloud.selected = Dictionary(uniqueKeysWithValues: zip(names, selected.map(Set.init)))
    cloud.memorized = group.memorized ?? []
    return cloud
  }

  /// Why fewer candidates were selected than asked for, once for each scheme.
  private func shortages(
    _ choices: [[CandidateSelection.Outcome]], _ names: [String]
  ) -> [String] {
    // Who asks for fewer samples than candidates knows.
    guard plan.samples >= plan.selection.count else { return [] }
    return zip(plan.schemes, choices).compactMap { scheme, outcomes in
      zip(names, outcomes).lazy.compactMap { name, outcome in
        outcome.shortage.map { "\(scheme.rawValue) by \(name): \($0)" }
      }.first
    }
  }

  /// Text that the model can't have learned, held against the training text in the same way.
  private func noise(_ verifier: Verifier) -> AuditReport.NoiseFloor? {
    guard let texts = inputs.heldOut else { return nil }
    let verifications = verifier.verify(texts)
    let bytes = texts.reduce(0) { $0 + $1.count }
    let matched = verifications.reduce(0) { $0 + $1.matchedBytes }
    return AuditReport.NoiseFloor(
      documents: texts.count, memorized: verifications.count(where: \.isMemorized),
      share: bytes == 0 ? 0 : Double(matched) / Double(bytes))
  }
}

extension AuditReport.Corpus {
  fileprivate init(_ index: CorpusIndex) {
    self.init(documents: index.documents, bytes: index.bytes)
  }
}
