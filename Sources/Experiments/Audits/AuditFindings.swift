import Memorization

/// The findings of an audit: what samples of all schemes repeat, with who selected it.
///
/// Without a training text the selected samples themselves are reported, for somebody to judge.
struct AuditFindings {
  private(set) var all: [AuditFinding] = []
  /// Findings in the selected samples of a scheme.
  private(set) var selectedCount: [SamplingScheme: Int] = [:]

  /// A sample of a scheme.
  private struct Place: Hashable {
    let group: Int
    let sample: Int
  }

  /// Findings of groups of samples.
  ///
  /// - Parameters:
  ///   - selections: For each group and metric the samples that were selected.
  ///   - minimumLength: Bytes of a passage.
  ///   - isKnown: Whether the training text is known.
  init(
    _ groups: [AuditGroup], _ selections: [[[Int]]], _ metrics: [String],
    _ truth: [PlantedItem], minimumLength: Int, isKnown: Bool
  ) {
    let selecting = Self.selectingMetrics(selections, metrics)
    guard isKnown else {
      all = Self.unverified(groups, selecting, metrics)
      return
    }
    let places = groups.indices.flatMap { group in
      groups[group].texts.indices.map { Place(group: group, sample: $0) }
    }
    let found = Finding.merging(
      groups.flatMap(\.verifications),
      planted: truth.map {
        (Array($0.text.utf8), CorpusCount(occurrences: $0.occurrences, documents: $0.documents))
      }, minimumLength: minimumLength)
    let categorizer = Categorizer()
    for (id, finding) in found.enumerated() {
      let holders = finding.samples.map { places[$0] }
      let selected = holders.filter { selecting[$0] != nil }
      for group in Set(selected.map(\.group)) {
        selectedCount[groups[group].scheme, default: 0] += 1
      }
      all.append(
        AuditFinding(
          id: id, text: String(decoding: finding.text, as: UTF8.self),
          documents: finding.count.documents, occurrences: finding.count.occurrences,
          length: finding.text.count,
          categories: categorizer.categories(of: finding.text).sorted(), memorized: true,
          selected: !selected.isEmpty,
          schemes: Set(holders.map(\.group)).sorted().map { groups[$0].scheme },
          metrics: Self.names(selected, selecting, metrics), samples: finding.samples.count,
          example: holders[0].sample,
          planted: finding.planted.map { truth[$0].id }, view: finding.view,
          digest: AuditFinding.digest(finding.text)))
    }
  }

  /// The metrics, by place in the plan, that selected a sample.
  private static func selectingMetrics(
    _ selections: [[[Int]]], _ metrics: [String]
  ) -> [Place: Set<Int>] {
    var result: [Place: Set<Int>] = [:]
    for (group, lists) in selections.enumerated() {
      for (metric, samples) in lists.enumerated() {
        for sample in samples {
          result[Place(group: group, sample: sample), default: []].insert(metric)
        }
      }
    }
    return result
  }

  private static func names(
    _ places: [Place], _ selecting: [Place: Set<Int>], _ metrics: [String]
  ) -> [String] {
    places.reduce(into: Set<Int>()) { $0.formUnion(selecting[$1] ?? []) }.sorted()
      .map { metrics[$0] }
  }

  /// The selected samples as they are, those of the most metrics first.
  private static func unverified(
    _ groups: [AuditGroup], _ selecting: [Place: Set<Int>], _ metrics: [String]
  ) -> [AuditFinding] {
    let order = selecting.keys.sorted {
      (-selecting[$0]!.count, $0.group, $0.sample) < (-selecting[$1]!.count, $1.group, $1.sample)
    }
    let categorizer = Categorizer()
    return order.enumerated().map { id, place in
      let text = groups[place.group].texts[place.sample]
      return AuditFinding(
        id: id, text: String(decoding: text, as: UTF8.self), documents: nil, occurrences: nil,
        length: text.count, categories: categorizer.categories(of: text).sorted(),
        memorized: groups[place.group].judgement(of: place.sample), selected: true,
        schemes: [groups[place.group].scheme], metrics: names([place], selecting, metrics),
        samples: 1, example: place.sample, planted: nil, view: .plain,
        digest: AuditFinding.digest(text))
    }
  }
}
