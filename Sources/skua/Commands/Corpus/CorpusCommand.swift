import ArgumentParser
import Memorization

/// `skua corpus`: what stands in a text, exactly.
struct CorpusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Indexes text and counts strings in it; removes duplicates and personal data.",
    discussion: """
      PATH is a file, a folder or an index. A file ending in .jsonl holds one document per line, any other \
      file is one document; .gz and .zst are read too. The index of a path is kept in .skua/corpora \
      and used again while the files stay the same.

      EXAMPLES
        skua corpus index web.jsonl.zst books/ --out corpus
        skua corpus count corpus "All rights reserved"
        skua corpus search corpus "private key" --limit 5
        skua corpus count corpus < strings.jsonl > counts.jsonl
        skua corpus dedup web.jsonl.zst --out train.jsonl
        skua corpus redact train.jsonl --out masked.jsonl
      """,
    subcommands: [
      CorpusIndexCommand.self, CorpusCountCommand.self, CorpusSearchCommand.self,
      CorpusStatsCommand.self, CorpusDedupCommand.self, CorpusRedactCommand.self,
    ])
}

/// A corpus to look into.
struct CorpusOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A folder made by 'skua corpus index', or text.", valueName: "path"))
  var path: String

  @Option(
    help: ArgumentHelp("The key of the text in .jsonl files, if PATH is text.", valueName: "key"))
  var field = "text"

  /// Opens the index, or builds it.
  func open() throws -> CorpusIndex {
    try CorpusIndex.open([path], field: field) { Terminal.tell(notes: $0.notes) }
  }
}
