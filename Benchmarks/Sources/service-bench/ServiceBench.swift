// Rates of the server, the client and the ledger, on loopback in one process: what a remote audit
// costs beside the service itself.

import Estimators
import Experiments
import Foundation
import LinearAlgebra
import Oracles
import PredictionServices
import RemoteOracles
import Runs
import Server

@main
struct ServiceBench {
  static let features = 20

  static func main() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "service-bench-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if CommandLine.arguments.dropFirst().first == "serve" {
      return try await serve()
    }
    try ledger(folder.appending(path: "ledger.sqlite").path)
    try await loopback("amazon", batch: false, rows: 20_000, folder)
    try await loopback("kserve", batch: true, rows: 200_000, folder)
  }

  private static var file: ModelFile {
    var generator = PhiloxGenerator(seed: 1)
    let weights = (0..<features).map { _ in generator.normal() }
    return ModelFile(
      .logistic(LogisticModel(weights: weights, intercept: 0.1)),
      schema: Schema(
        features: (0..<features).map {
          Feature(name: "f\($0)", kind: .numeric(minimum: -1, maximum: 1))
        }, target: "y", classes: ["0", "1"]))
  }

  private static func responder(_ name: String) throws -> ServiceResponder {
    let service = try ServiceCatalog.service(named: name)
    return ServiceResponder(
      service, ServiceModel("model", schema: file.schema, of: service.profile), file)
  }

  /// Serves for another program to load, until it is stopped.
  private static func serve() async throws {
    try await PredictionServer(try responder("kserve")).run { port in
      print("http://127.0.0.1:\(port)/v2/models/model/infer")
      fflush(nil)
    }
  }

  private static func report(_ what: String, _ count: Int, _ start: ContinuousClock.Instant) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print("\(what): \(Int(Double(count) / seconds)) a second")
  }

  /// The ledger alone: queries and answers in batches and one by one, and the store's size.
  private static func ledger(_ path: String) throws {
    let store = try RunStore(path: path, durability: .process)
    let query = Data(repeating: 7, count: 9 * features)
    let answer = Data(repeating: 3, count: 20)
    for (what, rows, batch) in [("in batches of 256", 1_000_000, 256), ("singly", 30_000, 1)] {
      let run = try store.begin(kind: "bench", title: what, configuration: Data(), seed: 1).id
      let start = ContinuousClock.now
      for ordinal in stride(from: 0, to: rows, by: batch) {
        let count = min(batch, rows - ordinal)
        try store.append(
          queries: Array(repeating: query, count: count), from: ordinal, to: run)
        try store.append(
          answers: Array(repeating: answer, count: count), from: ordinal, to: run)
      }
      report("ledger rows \(what)", rows, start)
      if batch > 1 {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        print("store: \(size / rows) bytes a row")
        let start = ContinuousClock.now
        let reopened = try RunStore(path: path, durability: .process)
        _ = try reopened.ledgerCount(of: run)
        _ = try reopened.ledger(of: run, in: 0..<1024)
        print(
          "resume of \(rows) rows: \((ContinuousClock.now - start) / .seconds(1)) s to the first")
        let reading = ContinuousClock.now
        for first in stride(from: 0, to: rows, by: 1024) {
          _ = try reopened.ledger(of: run, in: first..<(first + 1024))
        }
        report("ledger rows read", rows, reading)
      }
    }
  }

  /// Rows through client, ledger and server together.
  private static func loopback(
    _ name: String, batch: Bool, rows: Int, _ folder: URL
  ) async throws {
    let responder = try responder(name)
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      try await PredictionServer(responder).run(stopsAtSignals: false) { listening.yield($0) }
    }
    defer { server.cancel() }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else { return }
    let address = "http://127.0.0.1:\(port)"
    var attack = RemotePlan.AttackPlan("equation-solving")
    attack.kind = .logistic
    attack.queries = rows
    var plan = RemotePlan(
      address, service: name, model: "model", schema: file.schema, attack: attack)
    plan.check = 0
    var settings = ConnectionSettings(try ServiceAddress(address))
    settings.concurrency = 16
    let extraction = RemoteExtraction(
      plan, settings, store: folder.appending(path: "\(name).sqlite").path)
    let start = ContinuousClock.now
    let outcome = try await extraction.run()
    report(
      "\(name), \(batch ? "batches" : "single predictions"), \(outcome.statistics.requests) requests",
      rows, start)
  }
}
