import Foundation
import LanguageModels
import LinearAlgebra
import Memorization
import Reports
public import Runs

/// How much of what stands before it makes a memorised passage come back (Carlini et al. 2021, §6.5): short
/// prompts seldom do, the full text before nearly always does.
///
/// Passages of 50 tokens that stand many times in a lab's training text are completed greedily after the last
/// 5 to 200 tokens before them in one document.
public struct ContextStudy: Sendable {
  /// A folder that `skua lab build` made; `nil` for the models that Skua ships.
  public var lab: String?
  /// Passages that are tried.
  public var passages: Int
  /// Where the shipped lab's text is kept.
  public var cache: String
  /// Decides the passages.
  public var seed: UInt64

  /// A study of a lab.
  public init(
    lab: String? = nil, isQuick: Bool = false, store: String = RunStore.defaultPath,
    seed: UInt64 = 1
  ) {
    self.lab = lab
    passages = isQuick ? 500 : 3000
    cache = URL(filePath: store).deletingLastPathComponent().path
    self.seed = seed
  }

  private static let prefixes = [5, 10, 25, 50, 100, 200]
  private static let suffix = 50
  /// How often a passage stands in the training text at least.
  private static let occurrences = 16

  /// Completes the passages.
  ///
  /// - Throws: `MemorizationError` or `LanguageModelError` if the lab can't be read.
  public func run() async throws -> Reproduction {
    let clock = ContinuousClock.now
    let folder = try LabFolder(lab, cache: cache)
    let corpus = ["\(folder.text)/train.jsonl"]
    let index = try CorpusIndex.open(
      corpus, field: "text", cache: CorpusIndex.cacheFolder(of: corpus, in: cache))
    let loaded = try LoadedLanguageModel(folder: "\(folder.models)/\(folder.target)")
    let sequences = TrainingSequences(
      TrainingSequences.tokens(of: index, loaded), prefix: Self.prefixes.last!,
      suffix: Self.suffix)
    let chosen = chosen(sequences, index, loaded)
    guard !chosen.isEmpty else {
      throw MemorizationError(.input, "the training text has no passage that stands there often")
    }
    var found: [[Bool]] = []
    for prefix in Self.prefixes {
      found.append(try await completed(chosen, sequences, loaded, prefix: prefix))
      WorkProgress.report("completing", found.count, of: Self.prefixes.count)
    }
    return reproduction(found, seconds: clock.duration(to: .now).seconds)
  }

  /// Distinct passages that are repeated and not trivial, drawn evenly.
  private func chosen(
    _ sequences: TrainingSequences, _ index: CorpusIndex, _ loaded: LoadedLanguageModel
  ) -> [Int] {
    var generator = PhiloxGenerator(seed: seed, stream: 1 << 60 + 11)
    let order = sequences.draw(min(sequences.count, 60 * passages), using: &generator)
    let rule = TrivialityRule()
    let isRepeated = parallelMap(order.count, grain: 64) { i in
      let text = loaded.tokenizer.decode(sequences.sequence(order[i], prefix: 0))
      return !rule.isTrivial(text) && index.count(text).occurrences >= Self.occurrences
    }
    // What stands in many documents is met many times: each text counts once.
    var seen: Set<[Token]> = []
    let repeated = zip(order, isRepeated).filter(\.1).map(\.0).filter {
      seen.insert(sequences.sequence($0, prefix: 0)).inserted
    }
    return generator.permutation(repeated.count).prefix(passages).map { repeated[$0] }
  }

  private func completed(
    _ chosen: [Int], _ sequences: TrainingSequences, _ loaded: LoadedLanguageModel, prefix: Int
  ) async throws -> [Bool] {
    let tokens = chosen.map { sequences.sequence($0, prefix: prefix) }
    let scores = try await loaded.model.score(
      tokens, ScoreOptions(startsWithEndOfText: false, alternatives: 1))
    return zip(scores, tokens).map {
      SuffixScores($0, of: $1, suffix: Self.suffix, topN: nil).isGreedy
    }
  }

  private func reproduction(_ found: [[Bool]], seconds: Double) -> Reproduction {
    let shares = found.map { ShareInterval($0.count { $0 }, of: $0.count) }
    let rows = zip(Self.prefixes, shares).map { prefix, share in
      Reproduction.Row(
        labels: ["prefix_tokens": .count(prefix)], published: [:],
        measured: ["completed": share.share, "low": share.lower, "high": share.upper])
    }
    let notes = [
      "\(NumberFormat.count(found[0].count)) distinct passages of \(Self.suffix) tokens that stand at least "
        + "\(Self.occurrences) times in the training text, completed greedily after the last tokens before them "
        + "in one document. The paper's prompts of 5 to 10 tokens gave back none of its 273 findings reliably, "
        + "the full text before them nearly all."
    ]
    let table = Table(
      title: "Context of Carlini et al. 2021, section 6.5",
      columns: [.init("tokens before", .right), .init("completed")],
      rows: zip(Self.prefixes, shares).map { prefix, share in
        .cells([
          "\(prefix)",
          "\(NumberFormat.percent(share.share)) \(AuditReport.ClosedInterval(share).text)",
        ])
      }, footnotes: notes)
    var reproduction = Reproduction(
      name: "memorization-context", title: table.title, rows: rows, seconds: seconds, notes: notes,
      table: table)
    reproduction.phenomena = phenomena(found, shares)
    return reproduction
  }

  private func phenomena(
    _ found: [[Bool]], _ shares: [ShareInterval]
  ) -> [Reproduction.Phenomenon] {
    let last = found.count - 1
    // What some shorter prompt finds is what an attacker holds; the long one should find it again.
    let known = found[0].indices.filter { i in found.dropLast().contains { $0[i] } }
    let again = ShareInterval(known.count { found[last][$0] }, of: known.count)
    let short = ShareInterval(known.count { found[0][$0] }, of: known.count)
    return [
      .init(
        name: "the more stands before a passage, the more often it comes back",
        passed: zip(shares, shares.dropFirst()).allSatisfy { $0.share <= $1.share }
          && shares[0].upper < shares[last].lower,
        evidence: zip(Self.prefixes, shares).map {
          "\($0): \(NumberFormat.percent($1.share, places: 0))"
        }.joined(separator: ", ")),
      .init(
        name:
          "after \(Self.prefixes[last]) tokens more than 90% of what shorter prompts find comes back",
        passed: again.share > 0.9,
        evidence: "\(again.successes) of \(again.trials); after \(Self.prefixes[0]) tokens "
          + "\(short.successes)"),
    ]
  }
}
