import Foundation
import LanguageModels
import LinearAlgebra
import Memorization

/// Measures how much of its training text a model goes on with when it reads what stands before: what
/// `skua discover` runs.
///
/// Carlini et al. 2022, "Quantifying memorization across neural language models". All is read off one pass
/// over each sequence: greedy decoding, and draws under a sampling scheme.
public struct DiscoveryRun: Sendable {
  /// The training text: files or folders.
  public var corpus: [String]
  /// The key of the text in files of JSON lines.
  public var field = "text"
  /// Tokens that the model reads.
  public var prefix = 50
  /// Tokens that it should go on with.
  public var suffix = 50
  /// Shorter beginnings to try as well, each with the same rests.
  public var grid: [Int] = []
  /// Sequences to try, drawn evenly; `nil` for all.
  public var examples: Int? = 2000
  /// The likeliest tokens among which a draw is made; `nil` for all.
  public var topN: Int? = 40
  /// Divides the logarithms of probabilities.
  public var temperature = 1.0
  /// The probability with which a rest should have come after n draws.
  public var probability = 0.9
  /// Where the index of the training text is kept.
  public var cache: String
  /// Decides the sequences.
  public var seed: UInt64 = 1

  /// A run on a training text.
  public init(corpus: [String], cache: String) {
    self.corpus = corpus
    self.cache = cache
  }

  /// One sequence and what a model made of it.
  struct Outcome {
    /// Its number among all.
    let number: Int
    /// How often its text stands in the training text.
    let occurrences: Int
    let scores: SuffixScores
  }

  /// Scores the sequences.
  ///
  /// - Throws: `MemorizationError` if the text holds no sequence of this length, or a number is out of
  ///   range; `LanguageModelError` if a sequence doesn't fit the context.
  public func run(_ loaded: LoadedLanguageModel) async throws -> DiscoverySummary {
    try check(loaded)
    let index = try CorpusIndex.open(
      corpus, field: field, cache: CorpusIndex.cacheFolder(of: corpus, in: cache))
    let sequences = TrainingSequences(
      TrainingSequences.tokens(of: index, loaded), prefix: prefix, suffix: suffix)
    guard sequences.count > 0 else {
      throw MemorizationError(
        .input,
        "no document has \(prefix + suffix) tokens: give a shorter --prefix or --suffix, or more text"
      )
    }
    var generator = PhiloxGenerator(seed: seed, stream: 1 << 60 + 8)
    let numbers =
      examples.map { sequences.draw($0, using: &generator) } ?? Array(0..<sequences.count)
    let start = ContinuousClock.now
    let outcomes = try await outcomes(numbers, sequences, loaded, index)
    let seconds = start.duration(to: .now).seconds
    var byPrefix: [(prefix: Int, greedy: Int)] = []
    for length in Set(grid).sorted() where length != prefix {
      let found = try await scores(numbers, sequences, loaded, prefix: length)
      byPrefix.append((length, found.count { $0.isGreedy }))
    }
    byPrefix.append((prefix, outcomes.count { $0.scores.isGreedy }))
    return DiscoverySummary(
      self, population: sequences.count, outcomes, byPrefix.sorted { $0.prefix < $1.prefix },
      seconds: seconds)
  }

  /// Throws if a number is out of range.
  func check(_ loaded: LoadedLanguageModel) throws {
    let context = loaded.model.configuration.context
    guard prefix > 0, suffix > 0, prefix + suffix <= context else {
      throw MemorizationError(
        .option,
        "a prefix of \(prefix) and a suffix of \(suffix) tokens: both are at least 1, and together no more "
          + "than the \(context) that the model reads")
    }
    guard probability > 0, probability < 1, temperature > 0, temperature.isFinite,
      topN ?? 1 > 0, topN != nil || temperature == 1
    else {
      throw MemorizationError(
        .option,
        "draws with probability \(probability), temperature \(temperature) among the likeliest "
          + "\(topN.map(String.init) ?? "of all"): a probability lies between 0 and 1, a temperature is above 0 "
          + "and needs the likeliest tokens")
    }
    if let wrong = grid.first(where: { $0 < 1 || $0 > prefix }) {
      throw MemorizationError(
        .option, "a prefix of \(wrong) tokens in the grid: from 1 to --prefix, \(prefix)")
    }
  }

  private func outcomes(
    _ numbers: [Int], _ sequences: TrainingSequences, _ loaded: LoadedLanguageModel,
    _ index: CorpusIndex
  ) async throws -> [Outcome] {
    let scores = try await scores(numbers, sequences, loaded, prefix: prefix)
    let counts = parallelMap(numbers.count, grain: 16) { i in
      index.count(loaded.tokenizer.decode(sequences.sequence(numbers[i]))).occurrences
    }
    return numbers.indices.map {
      Outcome(number: numbers[$0], occurrences: max(1, counts[$0]), scores: scores[$0])
    }
  }

  /// The scores of sequences, a page at a time: the alternatives of all would fill the memory.
  private func scores(
    _ numbers: [Int], _ sequences: TrainingSequences, _ loaded: LoadedLanguageModel, prefix: Int
  ) async throws -> [SuffixScores] {
    let page = 512
    var all: [SuffixScores] = []
    all.reserveCapacity(numbers.count)
    for start in stride(from: 0, to: numbers.count, by: page) {
      let part = numbers[start..<min(start + page, numbers.count)].map {
        sequences.sequence($0, prefix: prefix)
      }
      // A sequence is read as it stands in its document, without the end-of-text token.
      let scored = try await loaded.model.score(
        part, ScoreOptions(startsWithEndOfText: false, alternatives: topN ?? 1))
      all += zip(scored, part).map {
        SuffixScores($0, of: $1, suffix: suffix, topN: topN, temperature: temperature)
      }
      WorkProgress.report("reading sequences", all.count, of: numbers.count)
    }
    return all
  }
}
