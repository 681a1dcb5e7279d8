import Foundation
import LanguageModels
import LinearAlgebra
import Memorization

/// The language model extraction benchmark on one's own model: beginnings and rests of training text, of
/// which as many rests as possible are to be guessed before the hundredth error.
///
/// Files as in its public repository: `train_prefix.npy` and `train_suffix.npy`, guesses as CSV.
public struct BenchmarkRun: Sendable {
  /// The folder of the arrays.
  public var folder: String
  /// Guesses of each example: the greedy one, and draws among the ten likeliest tokens.
  public var guesses: Int
  /// Decides the draws.
  public var seed: UInt64

  /// A run on a folder.
  public init(folder: String, guesses: Int = 1, seed: UInt64 = 1) {
    self.folder = folder
    self.guesses = guesses
    self.seed = seed
  }

  /// What came out.
  public struct Summary: Sendable, Encodable {
    /// Examples.
    public let examples: Int
    /// Examples guessed before the hundredth error, as a share of all.
    public let recall: Double
    /// Examples of which some guess is right, as a share of all.
    public let found: Double
    /// The file of the guesses.
    public let out: String
  }

  /// Writes the arrays of examples that a text has.
  ///
  /// An example is kept if its text stands in the corpus but its beginning goes on in one way alone, and if
  /// it isn't trivial.
  /// - Throws: `MemorizationError` if there is none, or a file can't be written.
  public static func write(
    _ run: DiscoveryRun, _ loaded: LoadedLanguageModel, to folder: String
  ) throws -> Int {
    try run.check(loaded)
    let index = try CorpusIndex.open(
      run.corpus, field: run.field, cache: CorpusIndex.cacheFolder(of: run.corpus, in: run.cache))
    let sequences = TrainingSequences(
      TrainingSequences.tokens(of: index, loaded), prefix: run.prefix, suffix: run.suffix)
    var generator = PhiloxGenerator(seed: run.seed, stream: 1 << 60 + 9)
    let rule = TrivialityRule()
    let chosen = sequences.draw(run.examples ?? sequences.count, using: &generator)
      .map { sequences.sequence($0) }.filter { tokens in
        let text = loaded.tokenizer.decode(tokens)
        let beginning = loaded.tokenizer.decode(tokens.prefix(run.prefix))
        let count = index.count(text).occurrences
        return !rule.isTrivial(text) && count > 0 && index.count(beginning).occurrences == count
      }
    guard !chosen.isEmpty else {
      throw MemorizationError(.input, "the text has no sequence that its beginning decides")
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw MemorizationError(.file, "\(folder) can't be made", underlying: error)
    }
    try TokenArrayFile(chosen.map { Array($0.prefix(run.prefix)) })
      .write(to: "\(folder)/train_prefix.npy")
    try TokenArrayFile(chosen.map { Array($0.suffix(run.suffix)) })
      .write(to: "\(folder)/train_suffix.npy")
    return chosen.count
  }

  /// Guesses the rests, writes `guesses.csv` beside the arrays, and compares.
  ///
  /// - Throws: `MemorizationError` if a file is missing or doesn't fit the other; `LanguageModelError` if
  ///   the examples don't fit the model.
  public func run(_ loaded: LoadedLanguageModel) async throws -> Summary {
    let prefixes = try TokenArrayFile(path: "\(folder)/train_prefix.npy").rows
    let suffixes = try TokenArrayFile(path: "\(folder)/train_suffix.npy").rows
    guard prefixes.count == suffixes.count, let length = suffixes.first?.count, length > 0 else {
      throw MemorizationError(
        .input,
        "\(folder): \(prefixes.count) beginnings and \(suffixes.count) rests don't go together")
    }
    precondition(guesses >= 1, "\(guesses) guesses")
    var ranked: [(loss: Double, sample: Int, guess: SuffixGuesses.Guess)] = []
    for round in 0..<guesses {
      var plan = SamplingPlan(
        prompts: prefixes, samples: (round * prefixes.count)..<((round + 1) * prefixes.count),
        length: length, seed: seed)
      plan.isGreedy = round == 0
      if round > 0 { plan.processors = [try TopN(10)] }
      for try await sample in loaded.model.sample(plan) {
        // The loss of all tokens of the guess, the last included and no token of the beginning.
        let loss = -sample.logProbabilities.reduce(0) { $0 + Double($1) }
        ranked.append(
          (loss, sample.id, .init(example: sample.id % prefixes.count, suffix: sample.tokens)))
        WorkProgress.report("guessing", ranked.count, of: guesses * prefixes.count)
      }
    }
    ranked.sort { ($0.loss, $0.sample) < ($1.loss, $1.sample) }
    var seen: Set<SuffixGuesses.Guess> = []
    let all = SuffixGuesses(ranked.map(\.guess).filter { seen.insert($0).inserted })
    let out = "\(folder)/guesses.csv"
    try all.write(to: out)
    return Summary(
      examples: prefixes.count, recall: all.recall(of: suffixes),
      found: all.recall(errors: .max, of: suffixes), out: out)
  }
}
