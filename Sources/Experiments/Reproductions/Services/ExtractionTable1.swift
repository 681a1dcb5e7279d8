import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import PredictionServices
import RemoteOracles
import Reports

/// Table 1 of Tramèr et al. 2016: what it took to steal models from two services.
///
/// Each model stands behind a server of the service's format on loopback: regressions behind Amazon's,
/// whose feature extraction is hidden, and trees behind BigML's, which are stand-ins of the published
/// shape, as in ``ExtractionTable6``.
public struct ExtractionTable1: Sendable {
  /// The name that `skua reproduce` takes.
  public static let name = "extraction-table-1"

  /// Decides the splits, the rows to compare on and what the attacks draw.
  public var seed: UInt64

  /// The table of a seed.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// What the paper reports of a model, which was extracted without error.
  private struct Published {
    let queries: Double
    let seconds: Double
  }

  /// Serves the models, steals each by the paper's attack and by ours.
  ///
  /// - Throws: `OracleError` if a server can't be run.
  public func run() async throws -> Reproduction {
    let start = ContinuousClock.now
    var rows: [Reproduction.Row] = []
    for (key, seconds) in [("digits", 70.0), ("adult", 149.0)] {
      guard let plan = BinnedTarget.all.first(where: { $0.key == key }),
        let published = plan.published
      else { continue }
      let target = try plan.train(seed: seed)
      for method in [FeatureRecovery.Method.paper, .ours] {
        let row = try await ExtractionTable7(seed: seed).served(plan, target, method)
        rows.append(
          self.row(
            service: "amazon", model: "logistic regression", data: plan.title, method.rawValue,
            Published(queries: Double(published.queries), seconds: seconds), row.measured))
      }
    }
    for (key, published) in [
      ("german-credit", Published(queries: 1_150, seconds: 631)),
      ("steak", Published(queries: 4_013, seconds: 2_088)),
    ] {
      guard let standIn = StandInTree.all.first(where: { $0.key == key }) else { continue }
      for (attack, method) in [(TreeAttackKind.topDown, "paper"), (.adaptive, "ours")] {
        rows.append(
          row(
            service: "bigml", model: "decision tree", data: standIn.name, method, published,
            try await tree(standIn, attack)))
      }
    }
    return Reproduction(
      name: Self.name, title: Self.title, rows: rows,
      seconds: (ContinuousClock.now - start) / .seconds(1), notes: Self.notes,
      table: Self.table(rows))
  }

  private func row(
    service: String, model: String, data: String, _ method: String, _ published: Published,
    _ measured: [String: Double]
  ) -> Reproduction.Row {
    Reproduction.Row(
      labels: [
        "service": .name(service), "model": .name(model), "data": .name(data),
        "method": .name(method),
      ],
      published: [
        "queries": published.queries, "seconds": published.seconds, "test": 1, "uniform": 1,
      ],
      measured: measured)
  }

  /// One tree behind BigML's service, asked across loopback.
  private func tree(
    _ standIn: StandInTree, _ kind: TreeAttackKind
  ) async throws -> [String: Double] {
    let (tree, service) = (try standIn.tree(), BigMLService())
    let seed = seed
    let loopback = LoopbackService(service: service, schema: tree.schema, predictor: tree)
    let extraction = try await loopback.serving { remote, _ in
      var generator = RandomStream.attack.generator(seed)
      let oracle = RecordedOracle(
        remote, ledger: MemoryLedger(), requestSize: remote.requestSize, concurrency: 8)
      return try await kind.attack(epsilon: standIn.epsilon).extract(
        from: oracle, using: &generator)
    }
    var generator = RandomStream.evaluation.generator(seed)
    let uniform = tree.schema.randomRows(
      count: EvaluationData.uniformPoints, using: &generator)
    let test = tree.rowsByLeaf(EvaluationData.uniformPoints, using: &generator)
    func agreement(_ rows: [Query]) -> Double {
      TreeComparison.agreement(
        of: extraction.copy, with: tree, on: rows, uncovered: extraction.uncoveredLeaves)
    }
    return [
      "queries": Double(extraction.queries), "rounds": Double(extraction.rounds),
      "seconds": extraction.seconds, "test": agreement(test), "uniform": agreement(uniform),
      "price": Double(extraction.queries) * service.profile.price,
    ]
  }

  private static let title = "Table 1 of Tramèr et al. 2016: models stolen from services"

  private static let notes = [
    "The services are stand-ins on loopback that speak Amazon's and BigML's formats; seconds are "
      + "those of this machine against those of a network with 0.1 and 0.5 seconds for each query.",
    "Amazon: 50 quantile bins per number of Adult, as the published count suggests. BigML: trees of the "
      + "published shape, answers with five decimals; 'paper' is the top-down attack.",
  ]

  private static func table(_ rows: [Reproduction.Row]) -> Table {
    func name(_ row: Reproduction.Row, _ key: String) -> String {
      if case .name(let name) = row.labels[key] { name } else { "" }
    }
    func count(_ value: Double?) -> String { value.map { NumberFormat.count(Int($0)) } ?? "-" }
    return Table(
      title: title,
      columns: [
        .init("service"), .init("model"), .init("data"), .init("method"),
        .init("queries", .right), .init("here", .right), .init("seconds", .right),
        .init("here", .right), .init("USD", .right), .init("test", .right),
        .init("uniform", .right),
      ],
      rows: rows.map { row in
        .cells([
          name(row, "service"), name(row, "model"), name(row, "data"), name(row, "method"),
          count(row.published["queries"]), count(row.measured["queries"]),
          count(row.published["seconds"]),
          NumberFormat.decimal(row.measured["seconds"] ?? 0, places: 2),
          NumberFormat.decimal(row.measured["price"] ?? 0, places: 3),
          NumberFormat.percent(row.measured["test"] ?? 0),
          NumberFormat.percent(row.measured["uniform"] ?? 0),
        ])
      }, footnotes: notes)
  }
}
