public import ArgumentParser
import Experiments
public import Memorization

/// `skua corpus dedup`: a corpus without what it holds more than once.
struct CorpusDedupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedup",
    abstract: "Removes what text holds more than once.",
    discussion: """
      First documents go that nearly repeat an earlier one, then stretches that stand elsewhere in the \
      corpus are cut out, again and again until none is left; a blank takes the place of a cut between \
      two words. FILE gets JSON lines, in which other keys stay as they were; it appears when it is \
      complete and is then read again and verified. Takes up to 18 bytes of memory for each byte of \
      text, 4 to 7 as a rule; up to 2 GB of text.

      EXAMPLES
        skua corpus dedup web.jsonl.zst books/ --out train.jsonl
        skua corpus dedup web.jsonl --keep none --no-near --out train.jsonl
        skua corpus dedup web.jsonl --minimum-match 60 --near 0.7 --out once.jsonl
      """)

  @Argument(help: ArgumentHelp("Files and folders of text.", valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("The file to write, ending in .jsonl.", valueName: "file"))
  var out: String

  @Option(help: ArgumentHelp("The key of the text in .jsonl files.", valueName: "key"))
  var field = "text"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Bytes of a stretch that is cut out, at least.", valueName: "n"))
  var minimumMatch = 120

  @Option(help: ArgumentHelp("What stays of equal stretches.", valueName: "first|none"))
  var keep = Deduplication.Keep.first

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of word trigrams in common, of all that two documents have, from which on the later "
        + "goes.", valueName: "x"))
  var near = 0.8

  @Flag(help: "Keep documents that are nearly the same.")
  var noNear = false

  @Flag(help: "Cut nothing out of documents.")
  var noExact = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--minimum-match", minimumMatch, in: 8...65536)
    guard near > 0, near <= 1 else {
      throw ValidationError("--near takes a number above 0 and up to 1, not \(near)")
    }
    guard !noNear || !noExact else {
      throw ValidationError("--no-near and --no-exact leave nothing to do: give one of them")
    }
  }

  func run() async throws {
    let run = CorpusDeduplication(
      CorpusSource(paths, field: field),
      Deduplication(
        minimumMatch: noExact ? nil : minimumMatch, keep: keep, near: noNear ? nil : near,
        seed: common.seed))
    var notes: [String] = []
    let summary = try await ProgressBar.following {
      try run.run(writing: out) { notes = $0.notes }
    }
    Terminal.tell(notes: notes)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.show(summary.text)
    }
    if let repeats = summary.remainingRepeats, repeats > 0 {
      throw MemorizationError(
        .input, "\(repeats) stretches still repeat in \(out): run it on that file")
    }
  }
}

extension Deduplication.Keep: ExpressibleByArgument {}
