import ArgumentParser
import Experiments
import Foundation
import Memorization
import Reports

/// `skua corpus count`: how often strings stand in a corpus.
struct CorpusCountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Counts strings in a corpus.",
    discussion: """
      Without strings it is a filter: JSON lines {"id": 1, "text": "…"} (or "base64") come in, and for each \
      a JSON line with id, occurrences, documents and longest goes out, in the same order. Occurrences \
      and documents of shards can be added up; longest, the bytes of the longest part of the text \
      that stands in the corpus, is the largest of the shards'. A line that is no question ends it \
      with exit code 1, after all before it were answered.

      EXAMPLES
        skua corpus count corpus "All rights reserved" "do not share"
        skua corpus count notes/ "two words" --normalized
        skua corpus count corpus < strings.jsonl > counts.jsonl
        echo '{"id": "a", "base64": "AAE="}' | skua corpus count corpus
      """)

  @OptionGroup var corpus: CorpusOptions

  @Argument(
    help: ArgumentHelp("Strings; JSON lines from standard input by default.", valueName: "string"))
  var strings: [String] = []

  @Flag(help: "Take every run of white space for one space.")
  var normalized = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let index = try await ProgressBar.following { try corpus.open() }
    let counting = CorpusCounting(index, in: normalized ? .normalized : .plain)
    guard !strings.isEmpty else {
      try counting.run(read: {
        let data = try FileHandle.standardInput.read(upToCount: 1 << 18)
        return data?.isEmpty == false ? data : nil
      }) { Terminal.write(bytes: Array($0)) }
      return
    }
    let answers = strings.map { counting.answer(Array($0.utf8)) }
    if common.json {
      for (id, (string, answer)) in zip(strings, answers).enumerated() {
        try Terminal.show(jsonLine: Line(id, string, answer))
      }
    } else {
      Terminal.show(table(answers).text())
    }
  }

  private func table(_ answers: [CorpusCounting.Answer]) -> Table {
    Table(
      columns: [
        .init("string"), .init("occurrences", .right), .init("documents", .right),
        .init("longest part, bytes", .right),
      ],
      rows: zip(strings, answers).map { string, answer in
        .cells([
          string, NumberFormat.count(answer.occurrences), NumberFormat.count(answer.documents),
          NumberFormat.count(answer.longest),
        ])
      })
  }

  /// What `--json` prints for a string.
  private struct Line: Encodable {
    let id: Int
    let text: String
    let occurrences: Int
    let documents: Int
    let longest: Int

    init(_ id: Int, _ text: String, _ answer: CorpusCounting.Answer) {
      self.id = id
      self.text = text
      occurrences = answer.occurrences
      documents = answer.documents
      longest = answer.longest
    }
  }
}
