public import ArgumentParser
import Estimators
import Experiments
import Foundation
import Oracles
public import PredictionServices
import RemoteOracles

extension ExtractCommand {
  /// A model behind a service.
  struct RemoteOptions: ParsableArguments {
    @Option(name: .customLong("service"), help: ServiceNames.help) var service: String?
    @Option(
      help: ArgumentHelp("A YAML file that describes a service of one's own.", valueName: "file"))
    var template: String?
    @Option(help: ArgumentHelp("The model's name at the service.", valueName: "name"))
    var modelName = "model"
    @Option(
      help: ArgumentHelp(
        "What the model takes and answers: a model file, a schema as JSON, or rows as CSV; services that "
          + "describe their models need none.", valueName: "file"))
    var schema: String?
    @Option(help: ArgumentHelp("The predicted column of a CSV --schema.", valueName: "column"))
    var targetColumn: String?
    @Option(
      parsing: .unconditional, help: ArgumentHelp("USD that the run may cost.", valueName: "usd"))
    var maxPrice: Double?
    @Option(
      help: ArgumentHelp(
        "How a missing value is sent: omitted, null, empty or nan; as the service has it by default.",
        valueName: "form"))
    var missing: MissingForm?
    @Flag(help: "Answer an input that was asked before from memory; not for noisy services.")
    var reuseAnswers = false
    @Flag(
      inversion: .prefixedNo,
      help: """
        Ask at the end, with up to five queries of what is left of the budget, what a missing value \
        means; by default done.
        """)
    var probeMissing: Bool?
    @Flag(help: "Begin anew where an interrupted run of the same plan would go on.") var again =
      false
    @OptionGroup var store: StoreOptions
    @OptionGroup var connection: ConnectionOptions

    /// Whether any of them is given, which a model file has no use for.
    var isGiven: Bool {
      service != nil || template != nil || schema != nil || maxPrice != nil || missing != nil
        || reuseAnswers || probeMissing != nil || again
    }
  }

  /// Steals a model from behind a service.
  func extractRemotely() async throws {
    let address = try ServiceAddress(target)
    guard budget != nil || remote.maxPrice != nil || !address.isRemote else {
      throw ValidationError(
        "\(address.host) is another machine: say with --budget how many queries it may be asked")
    }
    try refuseLocalOptions()
    try checkKnowledge()
    try checkPrice()
    let settings = try remote.connection.settings(address, seed: common.seed)
    let name = try serviceName()
    let (schema, described) = try await knowledge(settings)
    var plan = RemotePlan(
      address.description, service: name, model: remote.modelName, schema: schema,
      attack: try attackPlan(attack ?? (isTree ? .adaptive : .equationSolving)))
    plan.inputs = described?.inputs ?? []
    plan.outputs = described?.outputs ?? []
    plan.template = try remote.template.map(TemplateFile.read)
    plan.missing = remote.missing
    plan.budget = budget
    plan.maximumPrice = remote.maxPrice
    plan.price = service.price > 0 ? service.price : nil
    plan.check = check
    plan.reusesAnswers = remote.reuseAnswers
    plan.probesMissing = remote.probeMissing ?? true
    plan.seed = common.seed
    var extraction = RemoteExtraction(plan, settings, store: remote.store.store)
    extraction.beginsAnew = remote.again
    try await Self.show(extraction, out: out, json: common.json)
  }

  /// Runs an extraction, writes the copy and prints the summary.
  static func show(_ extraction: RemoteExtraction, out: String?, json: Bool) async throws {
    let outcome = try await ProgressBar.following {
      try await extraction.run { copy in
        if let out { try copy.write(to: out) }
      }
    }
    let summary = RemoteSummary(outcome, extraction.plan, out: out)
    if json {
      try Terminal.show(json: summary)
    } else {
      Terminal.tell(notes: summary.notes)
      Terminal.show(summary.text)
    }
  }

  /// Nobody knows the class of what stands behind a service but whoever says it.
  private func checkKnowledge() throws {
    guard !isTree, attack ?? .equationSolving == .equationSolving else { return }
    guard let kind = knowledge.model?.kind else {
      guard knowledge.method == nil, knowledge.hidden == nil, queries == nil else {
        throw ValidationError("--queries, --method and --hidden need --model on a service")
      }
      return
    }
    if let method = knowledge.method, !method.suits(kind) {
      throw ValidationError(
        "--method \(method.rawValue) is not for \(kind.title): " + MethodName.listed(for: kind))
    }
  }

  /// A limit in USD is none where a query costs nothing.
  private func checkPrice() throws {
    guard remote.maxPrice != nil, service.price == 0 else { return }
    let known = try remote.service.map { try ServiceNames.service($0).profile.price } ?? 0
    guard known > 0 else {
      throw ValidationError(
        "--max-price limits nothing while a query costs nothing: say with --price what it costs")
    }
  }

  /// Whether the schema comes from a decision tree's file, so that a tree is expected.
  private var isTree: Bool {
    guard let path = remote.schema, knowledge.model == nil else { return false }
    if case .tree? = try? TargetFile.read(from: path) { return true }
    return false
  }

  private func serviceName() throws -> String {
    if remote.template != nil {
      guard remote.service == nil || remote.service == "generic" else {
        throw ValidationError("--template describes a service of its own: leave --service out")
      }
      return "generic"
    }
    guard let name = remote.service else {
      throw ValidationError("say with --service what stands at \(target): \(ServiceNames.list)")
    }
    return try ServiceNames.service(name).profile.name
  }

  /// The features and classes from the file that is given, else as the service describes its model.
  private func knowledge(
    _ settings: ConnectionSettings
  ) async throws -> (Schema, described: ServiceModel?) {
    let described = try await description(settings)
    if let path = remote.schema {
      let schema = try SchemaFile.read(from: path, target: remote.targetColumn)
      return (schema, described?.following(schema))
    }
    let silent = described?.schema.features.filter { $0.encodedWidth == 0 }.map(\.name) ?? []
    if !silent.isEmpty {
      throw ValidationError(
        "the service doesn't tell the categories of \(silent.formatted(.list(type: .and))): give "
          + "--schema FILE")
    }
    guard let described else {
      throw ValidationError(
        "\(remote.service ?? "this service") doesn't tell what its models take: give --schema FILE")
    }
    return (described.schema, described)
  }

  private func description(_ settings: ConnectionSettings) async throws -> ServiceModel? {
    guard remote.template == nil, let name = remote.service else { return nil }
    guard let service = try ServiceNames.service(name) as? any DescribedService else { return nil }
    do {
      return try await ServiceDiscovery.model(
        of: remote.modelName, at: service, with: settings)
    } catch {
      // Whoever gives a schema need not be told one by a service that has none to tell; what may be
      // otherwise the next time would make another plan of the same command.
      let code = error.code
      if remote.schema != nil, code == .unsuitableAnswer { return nil }
      throw error
    }
  }

  /// Options about what a target at hand withholds say nothing about a service.
  private func refuseLocalOptions() throws {
    let local: [(String, Bool)] = [
      ("--raw", service.raw), ("--decimals", service.decimals != nil),
      ("--top-label", service.topLabel), ("--label-only", service.labelOnly),
      ("--points", points != nil), ("--ledger", ledger != nil),
      ("--evaluate-with", evaluateWith != nil),
    ]
    if let option = local.first(where: \.1)?.0 {
      throw ValidationError("\(option) is for model files, not for a service: leave it out")
    }
  }
}

extension MissingForm: ExpressibleByArgument {}
