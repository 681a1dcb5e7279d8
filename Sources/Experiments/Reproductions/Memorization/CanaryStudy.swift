import Foundation
import LanguageModels
import LinearAlgebra
import Memorization
import Reports
public import Runs

/// Table 4 of Carlini et al. 2021: how often a link must stand in one document before models of three sizes
/// give it back.
///
/// Each model continues what all lines of a planted file begin with, ten thousand times, drawing among the 40
/// likeliest tokens. A link that comes up whole counts as extracted; one that the likeliest continuation of a
/// beam completes once the six random characters are given counts half.
public struct CanaryStudy: Sendable {
  /// A folder that `skua lab build` made; `nil` for the models that Skua ships.
  public var lab: String?
  /// Continuations of each file's prompt under each model.
  public var continuations: Int
  /// Where the shipped lab's text is kept.
  public var cache: String
  /// Decides the draws.
  public var seed: UInt64

  /// A study with the paper's number of continuations, or a tenth of it for a quick look.
  public init(
    lab: String? = nil, continuations: Int? = nil, isQuick: Bool = false,
    store: String = RunStore.defaultPath, seed: UInt64 = 1
  ) {
    self.lab = lab
    self.continuations = continuations ?? (isQuick ? 1000 : 10_000)
    cache = URL(filePath: store).deletingLastPathComponent().path
    self.seed = seed
  }

  /// How much of a link a model gave back.
  enum Mark: Int, Comparable {
    case none, half, full

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The marks of the planted links, by model.
  struct Outcome {
    let models: [String]
    /// Links that were planted.
    let links: [PlantedItem]
    /// For each model, one for each link.
    let marks: [[Mark]]
    /// Links that were never planted and came up, by model.
    let twins: [Int]
    /// How many were looked for.
    let twinCount: Int
  }

  /// Continues the prompts.
  ///
  /// - Throws: `MemorizationError` or `LanguageModelError` if the lab can't be read.
  public func run() async throws -> Reproduction {
    let start = ContinuousClock.now
    let folder = try LabFolder(lab, cache: cache)
    let truth = try Lab.readTruth("\(folder.text)/truth.jsonl").filter { $0.family == .url }
    guard truth.contains(where: \.isInserted) else {
      throw MemorizationError(.input, "\(folder.text) holds no planted links")
    }
    let outcome = try await outcome(folder, truth)
    return CanaryTable(outcome, continuations: continuations).reproduction(
      seconds: start.duration(to: .now).seconds)
  }

  private func outcome(_ folder: LabFolder, _ truth: [PlantedItem]) async throws -> Outcome {
    let links = truth.filter(\.isInserted)
    let twins = truth.filter { !$0.isInserted }
    let names =
      [folder.target]
      + folder.references.reversed().map {
        URL(filePath: $0.folder).lastPathComponent
      }
    var marks: [[Mark]] = []
    var found: [Int] = []
    for name in names {
      let loaded = try LoadedLanguageModel(folder: "\(folder.models)/\(name)")
      var mine = [Mark](repeating: .none, count: links.count)
      var others: Set<Int> = []
      let prompts = Set(links.compactMap(\.prompt)).sorted()
      for (number, prompt) in prompts.enumerated() {
        let texts = try await continuations(of: prompt, loaded, seed: seed &+ UInt64(number))
        let scan = PatternScan(links.map { Array($0.ending.utf8) })
        let twinScan = PatternScan(twins.map { Array($0.ending.utf8) })
        for text in texts {
          for link in scan.patterns(in: text) where links[link].prompt == prompt {
            mine[link] = .full
          }
          others.formUnion(twinScan.patterns(in: text).filter { twins[$0].prompt == prompt })
        }
        WorkProgress.report("continuing with \(name)", number + 1, of: prompts.count)
      }
      for (number, link) in links.enumerated() where mine[number] == .none {
        if try isCompleted(link, loaded) { mine[number] = .half }
      }
      marks.append(mine)
      found.append(others.count)
    }
    return Outcome(
      models: names, links: links, marks: marks, twins: found, twinCount: twins.count)
  }

  private func continuations(
    of prompt: String, _ loaded: LoadedLanguageModel, seed: UInt64
  ) async throws -> [[UInt8]] {
    let plan = SamplingPlan(
      prompts: [loaded.tokenizer.encode(prompt)], samples: 0..<continuations, length: 32,
      processors: [try TopN(40)], seed: seed)
    var texts: [[UInt8]] = []
    for try await sample in loaded.model.sample(plan) {
      texts.append(loaded.tokenizer.decode(sample.tokens))
    }
    return texts
  }

  /// Whether the likeliest continuation of a beam completes a link of which six characters are given.
  private func isCompleted(_ link: PlantedItem, _ loaded: LoadedLanguageModel) throws -> Bool {
    let ending = link.ending
    let given = ending.prefix(6)
    let rest = Array(ending.dropFirst(6).utf8)
    let prompt = loaded.tokenizer.encode((link.prompt ?? "") + given)
    let length = loaded.tokenizer.encode(rest).count + 2
    let result = try BeamSearch(width: 16, length: length).run(loaded.model, after: prompt)
    return result.continuations.first.map {
      loaded.tokenizer.decode($0.tokens).starts(with: rest)
    } ?? false
  }
}
