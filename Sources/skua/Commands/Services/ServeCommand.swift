import ArgumentParser
import Estimators
import Experiments
import Oracles
import PredictionServices
import RemoteOracles
import Server

/// `skua serve`: puts a model behind a service's prediction API.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Puts a model behind a prediction service's API, to rehearse an attack on it.",
    discussion: """
      The server speaks the wire format of one service, with its precision, its meaning of missing values \
      and its errors. It listens on loopback unless told otherwise, and counts what each key has asked at \
      /metrics. Ctrl-C ends it.

      EXAMPLES
        skua serve target.json --service amazon --port 8080
        skua serve tree.json --service bigml --key-file keys.txt --rate 50
        skua serve target.json --service kserve --defense round:3,noise:0.01
      """)

  @Argument(help: "The model file.") var model: String
  @Option(help: ServiceNames.help) var service: String
  @Option(help: ArgumentHelp("The model's name at the service.", valueName: "name"))
  var modelName = "model"
  @Option(help: ArgumentHelp("The address to listen on.", valueName: "host"))
  var host = "127.0.0.1"
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The port; 0 for a free one.", valueName: "n"))
  var port = 8080
  @Option(help: ArgumentHelp("A file of keys, one per line, that clients need.", valueName: "file"))
  var keyFile: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Queries per second and key.", valueName: "n"))
  var rate: Double?
  @Option(parsing: .unconditional, help: ArgumentHelp("Queries in all per key.", valueName: "n"))
  var limit: Int?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Price of a query in USD; the service's by default.", valueName: "usd"))
  var price: Double?
  @Option(
    help: ArgumentHelp("float64, float32 or decimals:N; the service's by default.", valueName: "p"))
  var precision: String?
  @Option(
    help: ArgumentHelp(
      "What to withhold, in order: round:N, top-k:K, top-label, label-only, no-fields, noise:X.",
      valueName: "a,b"))
  var defense: String?
  @Flag(help: "Take points of the encoded cube, not rows.") var points = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds to hold every answer back.", valueName: "s"))
  var delay = 0.0
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--port", port, in: 0...65_535)
    try Self.check("--limit", limit, in: 1...Int.max)
    for (option, value, range) in [
      ("--rate", rate, 1e-6...1e9), ("--price", price, 0...1e6), ("--delay", delay, 0...3600),
    ] {
      guard let value, !range.contains(value) else { continue }
      throw ValidationError(
        "\(option) lies from \(range.lowerBound) to \(range.upperBound), not at \(value)")
    }
  }

  func run() async throws {
    let service = try ServiceNames.service(service)
    let served = try ServedModel(readingFrom: model, takesPoints: points)
    guard service.profile.models.contains(served.modelClass) else {
      throw ValidationError(
        "\(service.profile.title) serves no model of this class (\(served.modelClass.rawValue)): "
          + "choose another --service")
    }
    var shown = ServiceModel(modelName, schema: served.schema, of: service.profile)
    if let precision { shown.precision = try ServiceNames.precision(precision) }
    var settings = ServerSettings()
    settings.host = host
    settings.port = port
    settings.keys = try keyFile.map(ServiceNames.keys) ?? []
    settings.queriesPerSecond = rate
    settings.queriesPerKey = limit
    settings.price = price ?? service.profile.price
    settings.delay = delay
    settings.needsCompleteRows = points
    let responder = ServiceResponder(
      service, shown, served.predictor,
      defense: AnswerDefense(try ServiceNames.defense(defense), seed: common.seed),
      file: service.profile.hasWhiteBox
        ? .init(served.contents, contentType: "application/json") : nil,
      settings: settings)
    let ready = Ready(
      service: service.profile.name, model: modelName, host: host, isJSON: common.json)
    try await PredictionServer(responder).run { await ready.tell($0) }
  }

  /// What is said once the server listens.
  private struct Ready {
    let service: String
    let model: String
    let host: String
    let isJSON: Bool

    struct Record: Encodable {
      let service: String
      let model: String
      let url: String
    }

    func tell(_ port: Int) async {
      let url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
      if isJSON {
        do { try Terminal.show(json: Record(service: service, model: model, url: url)) } catch {}
      } else {
        Terminal.show("\(service) serves '\(model)' at \(url); Ctrl-C ends it")
      }
    }
  }
}
