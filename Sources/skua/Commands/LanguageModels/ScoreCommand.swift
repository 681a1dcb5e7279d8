import ArgumentParser
import Experiments
import Foundation
import LanguageModels
import Reports

/// `skua lm score`: how likely a model finds texts.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Prints how likely a language model finds texts.",
    discussion: """
      The log-perplexity is the negative mean of the tokens' log-probabilities, in nats. Each text is read \
      after the end-of-text token, so that its first token counts.

      EXAMPLES
        skua lm score lm letter.txt
        skua lm score lm --text "My number is 555-0100" --top 3 --json
        skua lm score lm sentences.txt --lines
        skua lm score lm book.txt --stride 128
      """)

  @OptionGroup var model: ModelOptions

  @Argument(help: ArgumentHelp("Files to score.", valueName: "file"))
  var files: [String] = []

  @Option(help: ArgumentHelp("A text to score, may be repeated.", valueName: "text"))
  var text: [String] = []

  @Flag(help: "Score each line of the files by itself.")
  var lines = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Score texts longer than the context in windows that move by so many tokens.",
      valueName: "n"))
  var stride: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Report the n likeliest tokens at each place, with --json.", valueName: "n"))
  var top = 0

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !files.isEmpty || !text.isEmpty else {
      throw ValidationError("there is nothing to score: name a file or give a --text")
    }
    try Self.check("--stride", stride, in: 1...1_000_000)
    try Self.check("--top", top, in: 0...1000)
  }

  func run() async throws {
    let records = try await ProgressBar.following {
      let job = try ScoringJob(
        model.load(), ScoreOptions(stride: stride, alternatives: top))
      return try await job.run(texts())
    }
    if common.json {
      for record in records { try Terminal.show(jsonLine: record) }
    } else {
      Terminal.show(table(records).text())
    }
  }

  private func texts() throws -> [ScoringJob.Text] {
    var texts = text.enumerated().map {
      ScoringJob.Text(name: "text \($0.offset + 1)", bytes: Array($0.element.utf8))
    }
    for path in files {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw LanguageModelError(.file, "\(path): there is no such file, or it can't be read")
      }
      guard lines else {
        texts.append(ScoringJob.Text(name: path, bytes: Array(data)))
        continue
      }
      for (number, line) in data.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      )
      .enumerated() where !line.isEmpty {
        texts.append(ScoringJob.Text(name: "\(path), line \(number + 1)", bytes: Array(line)))
      }
    }
    return texts
  }

  private func table(_ records: [ScoreRecord]) -> Table {
    Table(
      columns: [
        .init("text"), .init("tokens", .right), .init("log-perplexity", .right),
        .init("perplexity", .right),
      ],
      rows: records.map { record in
        let value = record.logPerplexity ?? .nan
        return .cells([
          record.name, NumberFormat.count(record.tokens.count),
          NumberFormat.decimal(value, places: 4), NumberFormat.decimal(exp(value), places: 2),
        ])
      })
  }
}
