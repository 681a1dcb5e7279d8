import Foundation
import LanguageModels
import LinearAlgebra
import Memorization
import Reports
public import Runs

/// How far a model goes on with a long file that it was trained on (Carlini et al. 2021, §6.4): 1,450 lines of
/// one source file came back from GPT-2 XL.
///
/// A lab plants a source file of as many lines. From several places of it, each method continues some lines
/// as far as the file goes verbatim.
public struct LongSequencesStudy: Sendable {
  /// A folder that `skua lab build` made; `nil` for the models that Skua ships.
  public var lab: String?
  /// Places to begin at.
  public var starts: Int
  /// New tokens at most from each.
  public var length: Int
  /// Where the shipped lab's text is kept.
  public var cache: String

  /// A study of a lab, of fewer places and shorter continuations for a quick look.
  public init(
    lab: String? = nil, isQuick: Bool = false, store: String = RunStore.defaultPath
  ) {
    self.lab = lab
    starts = isQuick ? 6 : 29
    length = isQuick ? 5000 : 30_000
    cache = URL(filePath: store).deletingLastPathComponent().path
  }

  /// Lines that a continuation begins with.
  private static let given = 8

  /// Continues the file.
  ///
  /// - Throws: `MemorizationError` if the lab has no long file, or can't be read.
  public func run() async throws -> Reproduction {
    let clock = ContinuousClock.now
    let folder = try LabFolder(lab, cache: cache)
    guard
      let file = try Lab.readTruth("\(folder.text)/truth.jsonl").first(where: {
        $0.family == .file
      })
    else {
      throw MemorizationError(
        .input, "\(folder.text) holds no long file: that of size standard does")
    }
    let corpus = ["\(folder.text)/train.jsonl"]
    let index = try CorpusIndex.open(
      corpus, field: "text", cache: CorpusIndex.cacheFolder(of: corpus, in: cache))
    let loaded = try LoadedLanguageModel(folder: "\(folder.models)/\(folder.target)")
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 3 * Self.given else {
      throw MemorizationError(
        .input, "the planted file has \(lines.count) lines, too few to continue")
    }
    let places = (0..<starts).map { $0 * (lines.count - 2 * Self.given) / starts }
    var results: [(method: ExtensionRun.Method, found: [ExtensionSummary])] = []
    for method in ExtensionRun.Method.allCases {
      var found: [ExtensionSummary] = []
      for place in places {
        let beginning = lines[place..<(place + Self.given)].joined(separator: "\n") + "\n"
        var run = ExtensionRun(method)
        run.length = length
        found.append(try run.run(from: Array(beginning.utf8), loaded, in: index))
        WorkProgress.report("extending by \(method.rawValue)", found.count, of: places.count)
      }
      results.append((method, found))
    }
    return reproduction(
      results, file, lines: lines.count - 1, context: loaded.model.configuration.context,
      seconds: clock.duration(to: .now).seconds)
  }

  private typealias Result = (method: ExtensionRun.Method, found: [ExtensionSummary])

  private func reproduction(
    _ results: [Result], _ file: PlantedItem, lines: Int, context: Int, seconds: Double
  ) -> Reproduction {
    let rows = results.map { method, found in
      Reproduction.Row(
        labels: ["method": .name(method.rawValue)],
        published: method == .bestFirst ? ["longest_lines": 1450] : [:],
        measured: [
          "longest_lines": Double(found.map(\.lines).max() ?? 0),
          "mean_lines": found.map { Double($0.lines) }.mean,
          "mean_tokens": found.map { Double($0.tokens) }.mean,
          "longest_characters": Double(found.map(\.characters).max() ?? 0),
          "seconds": found.map(\.seconds).reduce(0, +),
        ])
    }
    let notes = [
      "Lines that follow verbatim on \(Self.given) lines of a file of \(NumberFormat.count(lines)) lines that "
        + "stands \(file.occurrences) times in the training text, from \(starts) places; new tokens up to "
        + "\(NumberFormat.count(length)). The paper reports 1,450 lines of one file, by a search like best-first."
    ]
    let table = Table(
      title: "Long sequences of Carlini et al. 2021, section 6.4",
      columns: [
        .init("method"), .init("longest published", .right), .init("longest here", .right),
        .init("mean lines", .right), .init("mean tokens", .right), .init("time", .right),
      ],
      rows: rows.map { row in
        func count(_ name: String) -> String { NumberFormat.count(Int(row.measured[name] ?? 0)) }
        var name = ""
        if case .name(let text)? = row.labels["method"] { name = text }
        return .cells([
          name, row.published["longest_lines"].map { NumberFormat.count(Int($0)) } ?? "-",
          count("longest_lines"), NumberFormat.decimal(row.measured["mean_lines"]!, places: 1),
          NumberFormat.decimal(row.measured["mean_tokens"]!, places: 0),
          NumberFormat.seconds(row.measured["seconds"]!),
        ])
      }, footnotes: notes)
    var reproduction = Reproduction(
      name: "memorization-long-sequences", title: table.title, rows: rows, seconds: seconds,
      notes: notes, table: table)
    reproduction.phenomena = phenomena(results, context)
    return reproduction
  }

  private func phenomena(_ results: [Result], _ context: Int) -> [Reproduction.Phenomenon] {
    func tokens(_ method: ExtensionRun.Method) -> [Int] {
      results.first { $0.method == method }?.found.map(\.tokens) ?? []
    }
    let (greedy, best) = (tokens(.greedy), tokens(.bestFirst))
    let further = zip(best, greedy).count { $0 > $1 }
    let less = zip(best, greedy).count { $0 < $1 }
    let all = results.flatMap(\.found)
    let longest = all.map(\.tokens).max() ?? 0
    return [
      .init(
        name: "best-first search goes beyond greedy decoding",
        passed: best.map(Double.init).mean > greedy.map(Double.init).mean && further > less,
        evidence: "\(NumberFormat.decimal(best.map(Double.init).mean, places: 0)) against "
          + "\(NumberFormat.decimal(greedy.map(Double.init).mean, places: 0)) tokens on average; further from "
          + "\(further) places, less far from \(less)"),
      .init(
        name: "a file goes on verbatim for more than twice what the model reads at once",
        passed: longest > 2 * context,
        evidence:
          "\(NumberFormat.count(longest)) tokens, \(NumberFormat.count(all.map(\.lines).max() ?? 0)) "
          + "lines; it reads \(context)"),
    ]
  }
}

extension [Double] {
  fileprivate var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
