import Foundation
import LanguageModels
import LinearAlgebra
public import Runs

/// What `skua runs export` writes: a run's samples as JSON lines.
public struct RunExport: Sendable {
  /// One sample as one line of JSON, without the line's end.
  public typealias Rendering = @Sendable (StoredSample) throws -> String

  /// The store.
  public let store: RunStore
  /// The run.
  public let run: Run.ID
  /// The one group to write; all if `nil`.
  public let group: String?
  private let render: Rendering

  /// An export.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - store: The store that has it.
  ///   - group: The one group to write; all if `nil`.
  ///   - render: What is written of a sample.
  public init(
    _ run: Run.ID, of store: RunStore, group: String? = nil,
    render: @escaping Rendering = RunExport.tokens
  ) {
    self.run = run
    self.store = store
    self.group = group
    self.render = render
  }

  /// Writes the samples group by group, in the order of their numbers; a page is in memory at a time.
  ///
  /// - Throws: `RunsError` if there is no such run or group, a sample is damaged, or the file can't be
  ///   written; a file that was there is replaced at the end or not at all.
  public func write(to path: String) throws -> Summary {
    let groups = try chosenGroups()
    let total = groups.reduce(0) { $0 + $1.samples }
    var written = 0
    try LineFile.write(to: path) { line in
      for group in groups {
        for start in stride(from: 0, to: group.samples, by: Self.page) {
          // What is appended meanwhile is left out.
          let limit = min(Self.page, group.samples - start)
          for sample in try store.samples(of: run, group: group.name, from: start, limit: limit) {
            try line(try render(sample))
            written += 1
          }
          WorkProgress.report("exporting", written, of: total)
        }
      }
    }
    return Summary(run: run, groups: groups.map(\.name), samples: written, out: path)
  }

  /// What was written, for programs.
  public struct Summary: Sendable, Encodable {
    /// The run.
    public let run: Run.ID
    /// The groups.
    public let groups: [String]
    /// Samples of all of them.
    public let samples: Int
    /// The file.
    public let out: String
  }

  private static let page = 1024

  private func chosenGroups() throws(RunsError) -> [RunContents.Group] {
    let groups = try store.contents(of: run).groups
    guard let group else { return groups }
    let chosen = groups.filter { $0.name == group }
    guard !chosen.isEmpty else {
      let names = groups.map(\.name).joined(separator: ", ")
      throw RunsError(
        .input,
        "run \(run) has no samples of '\(group)'; it has "
          + (names.isEmpty ? "none at all" : "those of \(names)"))
    }
    return chosen
  }
}

extension RunExport {
  /// A sample's tokens and log-probabilities.
  public static let tokens: Rendering = { sample in
    try line(
      TokenLine(
        group: sample.group, id: sample.number, prompt: try TokenCoding.tokens(sample.prompt),
        tokens: try TokenCoding.tokens(sample.tokens),
        logProbabilities: try TokenCoding.logProbabilities(sample.logProbabilities)))
  }

  /// A sample's log-probabilities alone, since who has the tokenizer can read its tokens.
  public static let numbers: Rendering = { sample in
    try line(
      NumberLine(
        group: sample.group, id: sample.number,
        logProbabilities: try TokenCoding.logProbabilities(sample.logProbabilities)))
  }

  private struct TokenLine: Encodable {
    let group: String
    let id: Int
    let prompt: [Token]
    let tokens: [Token]
    let logProbabilities: [Float]
  }

  private struct NumberLine: Encodable {
    let group: String
    let id: Int
    let logProbabilities: [Float]
  }

  /// A value as JSON on one line.
  static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
