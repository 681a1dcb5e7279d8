// Scores many texts: windows of any length follow each other row by row, without padding.

import Dispatch
import Foundation
import Synchronization

/// One call of `score`.
struct ScoringRun: Sendable {
  private let model: GPT2Model
  private let options: ScoreOptions
  private let lengths: [Int]
  private let groups: [[ScoreWindow]]
  private let threads: Int

  /// Rows that are read together, unless one window alone has more.
  static let rows = 256

  /// Checks the sequences and cuts them into windows.
  init(
    _ model: GPT2Model, _ sequences: [[Token]], _ options: ScoreOptions, threads: Int? = nil
  ) throws(LanguageModelError) {
    self.model = model
    self.options = options
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    lengths = sequences.map(\.count)
    let configuration = model.configuration
    try Self.check(sequences, options, configuration)
    var groups: [[ScoreWindow]] = []
    var rows = Self.rows
    for (number, tokens) in sequences.enumerated() {
      for window in ScoreWindow.windows(
        of: tokens, sequence: number, context: configuration.context, options: options,
        endOfText: configuration.endOfText)
      {
        if rows + window.inputs.count > Self.rows { groups.append([]) }
        rows = groups[groups.count - 1].isEmpty ? 0 : rows
        groups[groups.count - 1].append(window)
        rows += window.inputs.count
      }
    }
    self.groups = groups
  }

  /// The scores in the order of the sequences; `nil` if it was stopped.
  func results(_ stop: StopSignal) -> [TokenScores]? {
    let results = Mutex(lengths.map(emptyScores))
    let next = Atomic<Int>(0)
    // Where a model is small each thread scores texts of its own.
    let workers = model.isSmall ? min(threads, max(1, groups.count)) : 1
    let team = WorkTeam(threads: max(1, threads / workers))
    WorkTeam(threads: workers).perform(workers) { _, _ in
      let reader = WindowReader(model, options, team, rows: groups.map(rowCount).max() ?? 0)
      while !stop.isRaised {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < groups.count else { return }
        let reading = reader.read(groups[index])
        results.withLock { store(reading, groups[index], &$0) }
      }
    }
    return stop.isRaised ? nil : results.withLock { $0 }
  }

  private func rowCount(_ group: [ScoreWindow]) -> Int { group.reduce(0) { $0 + $1.inputs.count } }

  private func emptyScores(_ length: Int) -> TokenScores {
    TokenScores(
      logProbabilities: Array(repeating: .nan, count: length),
      alternatives: options.alternatives > 0 ? Array(repeating: [], count: length) : [],
      moments: options.moments ? Array(repeating: (.nan, .nan), count: length) : [])
  }

  private func store(
    _ reading: VocabularyReading, _ windows: [ScoreWindow], _ results: inout [TokenScores]
  ) {
    var row = 0
    for window in windows {
      for index in 0..<window.scored.count {
        let token = window.offset + index
        results[window.sequence].logProbabilities[token] = reading.targetLogProbabilities[row]
        if options.moments { results[window.sequence].moments[token] = reading.moments[row] }
        if options.alternatives > 0 {
          let largest = reading.candidates[row]
          results[window.sequence].alternatives[token] = zip(largest.tokens, largest.logits).map {
            ($0, $1 - largest.logNormalizer)
          }
        }
        row += 1
      }
    }
  }

  private static func check(
    _ sequences: [[Token]], _ options: ScoreOptions, _ configuration: GPT2Configuration
  ) throws(LanguageModelError) {
    let context = configuration.context
    if let stride = options.stride, stride < 1 || stride > context {
      throw LanguageModelError(
        .option, "A stride of \(stride) tokens: it must lie between 1 and the context, \(context).")
    }
    guard options.alternatives >= 0 else {
      throw LanguageModelError(
        .option, "\(options.alternatives) alternatives: ask for 0 or more of them.")
    }
    for (number, tokens) in sequences.enumerated() {
      guard !tokens.isEmpty else {
        throw LanguageModelError(
          .input, "Sequence \(number) (counted from 0) is empty: leave it out, it has no score.")
      }
      try configuration.checkTokens(tokens, of: "Sequence \(number) (counted from 0)")
      let inputs = tokens.count - (options.startsWithEndOfText ? 0 : 1)
      guard inputs <= context || options.stride != nil else {
        throw LanguageModelError(
          .input,
          """
          Sequence \(number) (counted from 0) has \(tokens.count) tokens, the model reads \
          \(context) at once: give a stride, or cut it.
          """)
      }
    }
  }
}

extension GPT2Configuration {
  /// Throws if a token is outside the vocabulary; `name` begins the sentence.
  func checkTokens(_ tokens: [Token], of name: String) throws(LanguageModelError) {
    guard let token = tokens.first(where: { $0 < 0 || $0 >= vocabulary }) else { return }
    throw LanguageModelError(
      .input,
      """
      \(name) holds token \(token), but the model has \(vocabulary) tokens: use the tokenizer that \
      belongs to it.
      """)
  }
}

/// Reads windows and their scores, one group after the other.
private final class WindowReader {
  private let model: GPT2Model
  private let options: ScoreOptions
  private let team: WorkTeam
  private let cache: KeyValueCache
  private let workspace: Workspace

  init(_ model: GPT2Model, _ options: ScoreOptions, _ team: WorkTeam, rows: Int) {
    self.model = model
    self.options = options
    self.team = team
    // A window is read in one pass, so that no layer needs the keys and values of another.
    cache = model.network.makeCache(slots: max(rows, 1), layers: 1)
    workspace = model.network.makeWorkspace(rows: max(rows, 1), threads: team.threads)
  }

  func read(_ windows: [ScoreWindow]) -> VocabularyReading {
    var tokens: [Token] = [], spans: [Span] = [], rows: [Int] = []
    var request = VocabularyRequest(candidates: options.alternatives, moments: options.moments)
    for (slot, window) in windows.enumerated() {
      let count = window.inputs.count
      spans.append(Span(slot: slot, first: 0, count: count, row: tokens.count))
      cache.extend(slot, by: count)
      rows += window.scored.map { $0 + tokens.count }
      request.targets += window.targets[window.scored]
      tokens += window.inputs
    }
    model.network.read(tokens, spans, cache: cache, in: workspace, team: team)
    for slot in windows.indices { cache.reset(slot) }
    return model.network.output.read(rows, request, in: workspace, team: team)
  }
}
