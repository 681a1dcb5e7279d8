import Foundation
import LanguageModels
import LinearAlgebra
public import Memorization

/// Measures how well metrics tell text that a model was trained on from text that it was not: what
/// `skua membership` runs.
public struct MembershipRun: Sendable {
  /// A text of which it is known whether the model was trained on it.
  public struct Item: Sendable, Hashable {
    /// The text.
    public var text: [UInt8]
    /// Whether it stood in the training text.
    public var isMember: Bool
    /// How often; `nil` if that isn't known.
    public var repetitions: Int?

    /// An item.
    public init(_ text: [UInt8], isMember: Bool, repetitions: Int? = nil) {
      self.text = text
      self.isMember = isMember
      self.repetitions = repetitions
    }
  }

  /// Members and others.
  public var items: [Item]
  /// Models to compare with, by name.
  public var references: [AuditPlan.Reference]
  /// Resamples of the items for each interval.
  public var resamples = 1000
  /// Decides the resamples.
  public var seed: UInt64

  /// A run.
  public init(_ items: [Item], references: [AuditPlan.Reference] = [], seed: UInt64 = 1) {
    self.items = items
    self.references = references
    self.seed = seed
  }

  /// The planted strings of a lab that have twins which were never inserted, and those twins.
  ///
  /// - Throws: `MemorizationError` if the file can't be read.
  public static func items(truth path: String) throws(MemorizationError) -> [Item] {
    let truth = try Lab.readTruth(path)
    let inserted = Set(truth.filter(\.isInserted).map(\.id))
    let paired = Set(truth.compactMap(\.twin)).intersection(inserted)
    return truth.filter { paired.contains($0.id) || $0.twin.map(paired.contains) == true }.map {
      Item(Array($0.text.utf8), isMember: $0.isInserted, repetitions: $0.occurrences)
    }
  }

  /// The documents of files or folders.
  ///
  /// - Throws: `MemorizationError` if there is none, or a file can't be read.
  public static func items(
    _ paths: [String], field: String, isMember: Bool
  ) throws -> [Item] {
    try CorpusSource(paths, field: field).documents().texts.map { Item($0, isMember: isMember) }
  }

  /// Scores the items under every metric.
  ///
  /// - Throws: `MemorizationError` if one side has no item; `LanguageModelError` if a model can't be read.
  public func run(_ loaded: LoadedLanguageModel) async throws -> MembershipSummary {
    let members = items.count { $0.isMember }
    guard members > 0, members < items.count else {
      throw MemorizationError(
        .input,
        "\(members) members and \(items.count - members) others: there must be some of both")
    }
    try MembershipMetric.checkReferenceNames(references.map(\.name))
    let evidence = try await evidence(loaded)
    let metrics = MembershipMetric.all(references: references.map(\.name))
    var generator = PhiloxGenerator(seed: seed, stream: 1 << 60 + 10)
    let groups = groups
    let rows = metrics.flatMap { metric -> [MembershipSummary.Row] in
      let scores = evidence.map { metric.score($0) }
      return groups.map { group in
        MembershipSummary.Row(
          metric: metric.name, group: group.name, members: group.items.count { items[$0].isMember },
          RankStatistics(
            scores: group.items.map { scores[$0] }, labels: group.items.map { items[$0].isMember }),
          resamples: resamples, using: &generator)
      }
    }
    return MembershipSummary(members: members, others: items.count - members, rows: rows)
  }

  /// All items, and the members of some numbers of repetitions with all others.
  private var groups: [(name: String, items: [Int])] {
    let others = items.indices.filter { !items[$0].isMember }
    let all = (name: "all", items: Array(items.indices))
    guard items.contains(where: { $0.isMember && $0.repetitions != nil }) else { return [all] }
    let ranges = [("1-3", 1...3), ("4-15", 4...15), ("16-63", 16...63), ("64+", 64...Int.max)]
    return [all]
      + ranges.compactMap { name, range in
        let members = items.indices.filter {
          items[$0].isMember && items[$0].repetitions.map(range.contains) == true
        }
        return members.isEmpty ? nil : (name, members + others)
      }
  }

  /// What the target and the references say of all items.
  private func evidence(_ loaded: LoadedLanguageModel) async throws -> [SampleEvidence] {
    let texts = items.map(\.text)
    let own = try await scores(texts, loaded, moments: true)
    let lower = try await scores(texts.map(LowercaseText.of), loaded)
    var evidence = zip(texts, own).map { text, scores in
      SampleEvidence(
        text: text, logProbabilities: scores.logProbabilities, moments: scores.moments)
    }
    for i in evidence.indices { evidence[i].lowercaseLogPerplexity = lower[i].logPerplexity }
    for reference in references {
      let model = try LoadedLanguageModel(folder: reference.folder)
      for (i, score) in try await scores(texts, model).enumerated() {
        evidence[i].references[reference.name] = score.logPerplexity
      }
    }
    return evidence
  }

  private func scores(
    _ texts: [[UInt8]], _ model: LoadedLanguageModel, moments: Bool = false
  ) async throws -> [TokenScores] {
    try await model.model.score(
      texts.map { model.tokenizer.encode($0) },
      ScoreOptions(stride: max(1, model.model.configuration.context / 2), moments: moments))
  }
}
