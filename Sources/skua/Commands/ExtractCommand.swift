import ArgumentParser
import Estimators
import Experiments
import ModelExtraction
import Oracles
import RemoteOracles

/// `skua extract`: steals a model.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Rebuilds a model from its answers and reports what that took.",
    discussion: """
      The attack sees the target only through an oracle: queries in, confidence values out. It knows the \
      target's class unless --model auto asks it to find out. A decision tree is taken apart by the \
      identities that its answers give away. Only for models that you own or may test.

      EXAMPLES
        skua extract target.json --out copy.json
        skua extract target.json --budget 500 --price 0.0001 --json
        skua extract target.json --model auto
        skua extract target.json --method loss --queries 530
        skua extract target.json --raw --decimals 5 --ledger run.ledger
        skua extract tree.json --out copy.json
        skua extract tree.pmml --attack top-down --no-fields --epsilon 0.01
        skua extract http://127.0.0.1:8080 --service amazon --schema rows.csv --budget 500
      """)

  @Argument(help: "The target's model file, or the URL of a service.") var target: String
  @Option(
    help: """
      equation-solving; for decision trees path-finding, top-down or adaptive, which is the default \
      there; for regressions whose feature extraction is hidden feature-recovery.
      """)
  var attack: AttackName?
  @OptionGroup(title: "What the attacker knows") var knowledge: Knowledge
  @OptionGroup(title: "What the target answers") var service: Service
  @OptionGroup(title: "Decision trees") var tree: TreeOptions
  @Option(
    help: ArgumentHelp(
      "Numeric features that hold whole numbers alone, for feature-recovery.", valueName: "a,b"))
  var wholeNumbers: String?
  @OptionGroup(title: "A model behind a service") var remote: RemoteOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Queries to solve with; what the class needs by default.", valueName: "n"))
  var queries: Int?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Queries in all, the check's included.", valueName: "n"))
  var budget: Int?
  @Option(
    help: ArgumentHelp(
      "A CSV file of query points, asked in place of uniform ones.", valueName: "file"))
  var points: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Further queries that estimate the copy's error.", valueName: "n"))
  var check = 20
  @Option(
    help: ArgumentHelp(
      "A file that records every answer; the same command continues from it.", valueName: "file"))
  var ledger: String?
  @Option(
    help: ArgumentHelp(
      "A CSV file of rows to compare on in place of the held-out ones.", valueName: "file"))
  var evaluateWith: String?
  @Option(help: ArgumentHelp("The model file to write the copy to.", valueName: "file"))
  var out: String?
  @OptionGroup var common: CommonOptions

  enum AttackName: String, ExpressibleByArgument, CaseIterable {
    case equationSolving = "equation-solving"
    case pathFinding = "path-finding"
    case topDown = "top-down"
    case adaptive
    case featureRecovery = "feature-recovery"

    /// The attack on trees of this name; `nil` for one on other models.
    var tree: TreeAttackKind? { TreeAttackKind(rawValue: rawValue) }
  }

  /// What stands between the target and the attack.
  struct Service: ParsableArguments {
    @Flag(help: "Ask rows as a user has them, not points of the encoded cube.") var raw = false
    @Option(
      name: [.long, .customLong("round")], parsing: .unconditional,
      help: ArgumentHelp("Decimals of the confidence values.", valueName: "n"))
    var decimals: Int?
    @Flag(help: "Answer with the top label and its score only.") var topLabel = false
    @Flag(help: "Answer with the label only.") var labelOnly = false
    @Option(
      parsing: .unconditional, help: ArgumentHelp("Price of a query in USD.", valueName: "usd"))
    var price = 0.0

    var filters: [AnswerFilter] {
      (decimals.map { [.rounded(decimals: $0)] } ?? []) + (topLabel ? [.topLabel] : [])
        + (labelOnly ? [.labelOnly] : [])
    }
  }

  func validate() throws {
    let read = [
      target, points, evaluateWith, ledger, remote.schema, remote.template, remote.store.store,
      remote.connection.keyFile,
    ]
    for read in read.compactMap(\.self) {
      try CommonOptions.check(out, doesNotReplace: read)
    }
    if knowledge.model == .auto,
      knowledge.method != nil || knowledge.hidden != nil || queries != nil
    {
      throw ValidationError(
        "--model auto chooses --method, --hidden and --queries itself: leave them out")
    }
    if knowledge.method == .gradient, knowledge.hidden == "auto" {
      throw ValidationError("--method gradient needs the number of hidden units: give --hidden N")
    }
    try Self.check("--queries", queries, in: 1...1_000_000)
    try Self.check("--budget", budget, in: 1...Int.max)
    try Self.check("--check", check, in: 0...1_000_000)
    try Self.check("--decimals", service.decimals, in: 0...15)
    try tree.validate()
    guard (0...1e6).contains(service.price) else {
      throw ValidationError("--price lies from 0 to 1,000,000 USD, not at \(service.price)")
    }
    if let price = remote.maxPrice, !(price > 0 && price <= 1e9) {
      throw ValidationError("--max-price is a number above 0, not \(price)")
    }
    if let hidden = knowledge.hidden, hidden != "auto",
      !(1...10_000).contains(Int(hidden) ?? 0)
    {
      throw ValidationError(
        "--hidden takes a whole number from 1 to 10000 or 'auto', not '\(hidden)'")
    }
  }

  func run() async throws {
    if ServiceAddress.claims(target) { return try await extractRemotely() }
    guard !remote.isGiven else {
      throw ValidationError(
        "\(target) is a file, and --service and its like are for a service's URL")
    }
    switch try TargetFile.read(from: target) {
    case .tree(let file, let notes): try await extract(file, notes: notes)
    case .encoded(let file): try await extract(file)
    case .binned(let file): try await extract(file)
    }
  }

  private func extract(_ file: ModelFile) async throws {
    if let attack, attack != .equationSolving {
      throw ValidationError(
        "--attack \(attack.rawValue) is not for this class of models, and \(target) holds a "
          + file.kind.title)
    }
    var run = ExtractionRun(
      against: file, with: try knowledge.attack(on: file, at: target, queries: queries))
    run.raw = service.raw
    run.filters = service.filters
    run.budget = budget
    run.price = service.price
    run.check = check
    run.ledger = ledger
    run.seed = common.seed
    // All that the user gives is read before the first query is paid for.
    let data = try EvaluationData(
      for: file, rowsAt: evaluateWith, raw: service.raw, seed: common.seed)
    if let points { run.points = try run.listedPoints(at: points) }
    let outcome = try await ProgressBar.following { try await run.run() }
    if let out { try outcome.copy.write(to: out) }
    let summary = ExtractionSummary(
      outcome, fidelity: Fidelity(of: outcome.extraction.copy, with: file.stored, on: data),
      notes: data.note.map { [$0] } ?? [], out: out)
    if common.json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }
}
