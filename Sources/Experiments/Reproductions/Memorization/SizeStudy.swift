import Foundation
import LanguageModels
import LinearAlgebra
import Memorization
import Reports
public import Runs

/// How much of what was planted models of three sizes complete, by kind and by repetitions, with the laws of
/// Carlini et al. 2022, "Quantifying memorization across neural language models", fitted.
///
/// Of each string a model reads the first half, of links and numbers what `SizeTable` says; the string counts if
/// greedy decoding gives the rest.
public struct SizeStudy: Sendable {
  /// A folder that `skua lab build` made; `nil` for the models that Skua ships.
  public var lab: String?
  /// Where the shipped lab's text is kept.
  public var cache: String

  /// A study of a lab.
  public init(lab: String? = nil, store: String = RunStore.defaultPath) {
    self.lab = lab
    cache = URL(filePath: store).deletingLastPathComponent().path
  }

  /// One model's, or checkpoint's, recall.
  struct Recall {
    let model: String
    let parameters: Int
    /// For each item whether it was completed.
    let found: [Bool]
  }

  /// Families in the order of the table.
  static let families: [PlantedItem.Family] = [
    .url, .highEntropy, .digits, .contact, .headline, .duplicate,
  ]
  /// Repetitions that are counted together, the fewest first.
  static let levels: [ClosedRange<Int>] = [
    1...3, 4...7, 8...15, 16...31, 32...63, 64...127, 128...Int.max,
  ]

  /// Completes the strings.
  ///
  /// - Throws: `MemorizationError` or `LanguageModelError` if the lab can't be read.
  public func run() async throws -> Reproduction {
    let start = ContinuousClock.now
    let folder = try LabFolder(lab, cache: cache)
    let items = try Lab.readTruth("\(folder.text)/truth.jsonl")
      .filter(Self.suits)
    guard !items.isEmpty else {
      throw MemorizationError(.input, "\(folder.text) holds no planted strings to complete")
    }
    var recalls: [Recall] = []
    var dynamics: [(epoch: String, recalls: [Recall])] = []
    let names =
      [folder.target]
      + folder.references.reversed().map {
        URL(filePath: $0.folder).lastPathComponent
      }
    for name in names {
      recalls.append(try await recall(name, "\(folder.models)/\(name)", items))
    }
    for epoch in 1..<64 {
      let folders = names.map { "\(folder.models)/\($0)/epoch-\(epoch)" }
      guard folders.allSatisfy({ FileManager.default.fileExists(atPath: "\($0)/config.json") })
      else { break }
      var mine: [Recall] = []
      for (name, path) in zip(names, folders) { mine.append(try await recall(name, path, items)) }
      dynamics.append(("\(epoch)", mine))
    }
    if !dynamics.isEmpty { dynamics.append(("last", recalls)) }
    return SizeTable(items: items, recalls: recalls, dynamics: dynamics)
      .reproduction(seconds: start.duration(to: .now).seconds)
  }

  /// Whether a string is of the kinds that are completed, and was planted.
  static func suits(_ item: PlantedItem) -> Bool {
    item.isInserted && families.contains(item.family)
  }

  /// The strings that a model completes.
  static func completed(
    _ items: [PlantedItem], _ loaded: LoadedLanguageModel
  ) async throws -> [PlantedItem] {
    zip(items, try await areCompleted(items, loaded)).filter(\.1).map(\.0)
  }

  private func recall(
    _ name: String, _ path: String, _ items: [PlantedItem]
  ) async throws -> Recall {
    let loaded = try LoadedLanguageModel(folder: path)
    let found = try await Self.areCompleted(items, loaded)
    WorkProgress.report("completing with \(name)", items.count, of: items.count)
    return Recall(
      model: name, parameters: loaded.model.configuration.parameterCount, found: found)
  }

  /// For each string whether greedy decoding gives the rest of it.
  private static func areCompleted(
    _ items: [PlantedItem], _ loaded: LoadedLanguageModel
  ) async throws -> [Bool] {
    let sequences = items.map { loaded.tokenizer.encode($0.reading) }
    let halves = items.map { $0.given(loaded) }
    // One pass reads off greedy decoding: the likeliest token at each place is the string's.
    let scores = try await loaded.model.score(
      sequences, ScoreOptions(startsWithEndOfText: true, stride: 160, alternatives: 1))
    return items.indices.map { i in
      let (tokens, given) = (sequences[i], halves[i])
      guard given < tokens.count else { return false }
      return SuffixScores(scores[i], of: tokens, suffix: tokens.count - given, topN: nil).isGreedy
    }
  }
}

extension PlantedItem {
  /// The string as it stands in its file: links follow what their lines begin with.
  fileprivate var reading: String { prompt.map { $0 + ending } ?? text }

  /// Tokens that a model is given: of a link what its line begins with and the six random characters, of
  /// a number all but its last five or six digits, of other strings half.
  fileprivate func given(_ loaded: LoadedLanguageModel) -> Int {
    let tokens = loaded.tokenizer.encode(reading)
    if let prompt { return tokens.count(within: (prompt + ending.prefix(6)).utf8.count, loaded) }
    // Two digits may be one token: then one digit fewer is given, never more.
    if family == .digits { return tokens.count(within: text.utf8.count - 5, loaded) }
    return max(1, tokens.count / 2)
  }
}

extension [Token] {
  /// How many of the first tokens stand for so many bytes at most; at least one.
  fileprivate func count(within bytes: Int, _ loaded: LoadedLanguageModel) -> Int {
    let known = (1...Swift.max(1, count)).last {
      loaded.tokenizer.decode(prefix($0)).count <= bytes
    }
    return known ?? 1
  }
}
