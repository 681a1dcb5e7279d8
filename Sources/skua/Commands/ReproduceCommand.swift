import ArgumentParser
import Experiments
import Foundation
import Memorization
import Reports

/// `skua reproduce`: a table or figure of the papers.
struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Runs a table of the papers here and prints the published value beside ours.",
    discussion: """
      NAMES
        extraction-table-1               models stolen from services (Tramèr et al. 2016)
        extraction-table-2               what prediction services give away
        extraction-table-4               equation solving on Adult, target race
        extraction-table-6               path finding on decision trees
        extraction-table-7               bins and one-hot columns behind a service's answers
        extraction-figure-3              a toy tree and the attacks' steps on it
        memorization-table-1             kinds of memorised text (Carlini et al. 2021)
        memorization-table-2             memorised samples by scheme and metric
        memorization-table-3             memorised strings of one document
        memorization-table-4             links by repetitions in one document, three sizes of model
        memorization-size-and-repetition completed strings by kind, repetitions and size
        memorization-long-sequences      how far a planted file goes on, by three searches
        memorization-context             how much must stand before a passage
        memorization-mitigations         what helps, and what it costs: trains a small model four times
        memorization-figure-perplexity   perplexities of all samples, as SVG (figures 3 and 4)

      Tables 1 to 3 and the figure are made from one audit, which the store keeps: the first takes the time.

      EXAMPLES
        skua reproduce extraction-table-4 --quick
        skua reproduce extraction-table-4 --victims 10
        skua reproduce extraction-table-6 --data loans.csv --target grade
        skua reproduce memorization-table-2 --quick
        skua reproduce memorization-table-2 --lab lab --samples 20000
        skua reproduce memorization-figure-perplexity --quick --out figures
      """)

  @Argument(help: "The name of a table or figure.") var name: ReproductionName
  @Flag(help: "Less of everything: under three minutes.") var quick = false
  @OptionGroup(title: "EXTRACTION") var extraction: ExtractionOptions
  @OptionGroup(title: "MEMORIZATION") var memorization: MemorizationOptions
  @OptionGroup var common: CommonOptions

  enum ReproductionName: String, ExpressibleByArgument, CaseIterable {
    case extractionTable1 = "extraction-table-1"
    case extractionTable2 = "extraction-table-2"
    case extractionTable4 = "extraction-table-4"
    case extractionTable6 = "extraction-table-6"
    case extractionTable7 = "extraction-table-7"
    case extractionFigure3 = "extraction-figure-3"
    case memorizationTable1 = "memorization-table-1"
    case memorizationTable2 = "memorization-table-2"
    case memorizationTable3 = "memorization-table-3"
    case memorizationTable4 = "memorization-table-4"
    case memorizationSize = "memorization-size-and-repetition"
    case memorizationLongSequences = "memorization-long-sequences"
    case memorizationContext = "memorization-context"
    case memorizationMitigations = "memorization-mitigations"
    case memorizationPerplexity = "memorization-figure-perplexity"
  }

  struct ExtractionOptions: ParsableArguments {
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(
        "Targets per class, each with a seed of its own; 1 by default.", valueName: "n"))
    var victims: Int?
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("Passes over the data when an mlp is trained.", valueName: "n"))
    var passes: Int?
    @Option(
      help: ArgumentHelp(
        "A CSV file or a data set of Skua's, for a row of its own in table 6.",
        valueName: "file|name"
      ))
    var data: String?
    @Option(
      help: ArgumentHelp(
        "The column of --data to predict; the last one by default.", valueName: "column"))
    var target: String?
  }

  struct MemorizationOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "A folder that 'skua lab build' made, in place of the models that Skua ships.",
        valueName: "folder"))
    var lab: String?
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(
        """
        Samples of each scheme, 20,000 by default, 1,000 with --quick; of Table 4 continuations of each \
        prompt, 10,000 by default.
        """, valueName: "n"))
    var samples: Int?
    @Option(help: ArgumentHelp("Write figures into this folder.", valueName: "folder"))
    var out: String?
    @OptionGroup var store: StoreOptions
  }

  func validate() throws {
    try Self.check("--victims", extraction.victims, in: 1...1000)
    try Self.check("--passes", extraction.passes, in: 1...1_000_000)
    try Self.check("--samples", memorization.samples, in: 100...100_000_000)
    let isOfModels = name == .extractionTable4
    let isOfText = name.rawValue.hasPrefix("memorization")
    let isOfSamples =
      MemorizationStudy.Part(rawValue: name.rawValue) != nil || name == .memorizationTable4
    try refuse(
      [
        ("--victims", extraction.victims != nil && !isOfModels),
        ("--passes", extraction.passes != nil && !isOfModels),
        (
          "--lab", memorization.lab != nil && (!isOfText || name == .memorizationMitigations)
        ),
        ("--samples", memorization.samples != nil && !isOfSamples),
        ("--store", memorization.store.isGiven && !isOfText),
        ("--out", memorization.out != nil && name != .memorizationPerplexity),
      ])
  }

  /// Refuses options that the named table has no use for.
  private func refuse(_ options: [(name: String, isGiven: Bool)]) throws {
    if let option = options.first(where: \.isGiven) {
      throw ValidationError("\(option.name) does nothing for \(name.rawValue): leave it out")
    }
  }

  func run() async throws {
    let reproduction = try await ProgressBar.following { try await measure() }
    if let out = memorization.out { try reproduction.writeFigures(to: out) }
    if common.json {
      try Terminal.show(json: reproduction)
    } else {
      if !reproduction.preface.isEmpty { Terminal.show(reproduction.preface) }
      Terminal.show(reproduction.table.text())
      for table in reproduction.furtherTables { Terminal.show("\n" + table.text()) }
      if let table = reproduction.phenomenonTable { Terminal.show("\n" + table.text()) }
    }
  }

  private func measure() async throws -> Reproduction {
    if let part = MemorizationStudy.Part(rawValue: name.rawValue) {
      return try await MemorizationStudy(
        part, lab: memorization.lab, samples: memorization.samples, isQuick: quick,
        store: memorization.store.store, seed: common.seed
      ).run()
    }
    let (lab, store) = (memorization.lab, memorization.store.store)
    switch name {
    case .memorizationTable4:
      return try await CanaryStudy(
        lab: lab, continuations: memorization.samples, isQuick: quick, store: store,
        seed: common.seed
      ).run()
    case .memorizationSize: return try await SizeStudy(lab: lab, store: store).run()
    case .memorizationLongSequences:
      return try await LongSequencesStudy(lab: lab, isQuick: quick, store: store).run()
    case .memorizationContext:
      return try await ContextStudy(lab: lab, isQuick: quick, store: store, seed: common.seed).run()
    case .memorizationMitigations:
      return try await MitigationStudy(isQuick: quick, store: store, seed: common.seed).run()
    default: return try await extraction(name)
    }
  }

  private func extraction(_ name: ReproductionName) async throws -> Reproduction {
    switch name {
    case .extractionTable1: try await ExtractionTable1(seed: common.seed).run()
    case .extractionTable2: try await ExtractionTable2(seed: common.seed).run()
    case .extractionTable6:
      try await ExtractionTable6(isQuick: quick, data: extraction.source, seed: common.seed).run()
    case .extractionTable7: try await ExtractionTable7(seed: common.seed).run()
    case .extractionFigure3: try await ExtractionFigure3(seed: common.seed).run()
    default: try await extractionTable.run()
    }
  }

  private var extractionTable: ExtractionTable4 {
    let victims = extraction.victims ?? 1
    var table =
      quick
      ? ExtractionTable4.quick(victims: victims, seed: common.seed)
      : ExtractionTable4(victims: victims, seed: common.seed)
    if let passes = extraction.passes { table.passes = passes }
    return table
  }
}
