import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import PredictionServices
import RemoteOracles
import Reports

/// Table 7 of Tramèr et al. 2016: regressions of Amazon's service, whose encoding is hidden.
///
/// The service is closed. Its stand-ins are regressions on quantile bins and one-hot categories of the
/// same data sets (`BinnedRegression`), each stolen by the paper's method and by ours.
public struct ExtractionTable7: Sendable {
  /// The name that `skua reproduce` takes.
  public static let name = "extraction-table-7"
  /// USD per query, as Amazon charged.
  public static let price = 0.0001
  /// Rows on which a copy is compared, of the data and uniform ones each.
  static let rows = 500

  /// Decides the splits, the rows to compare on and the attacker's random rows.
  public var seed: UInt64

  /// A run of all rows.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// Trains the targets, serves each as Amazon's service on loopback, steals it, and compares.
  ///
  /// - Throws: `EstimatorError` or `OracleError`, of which neither is expected on Skua's own data.
  public func run() async throws -> Reproduction {
    let clock = ContinuousClock.now
    var rows: [Reproduction.Row] = []
    for plan in BinnedTarget.all {
      let target = try plan.train(seed: seed)
      for method in [FeatureRecovery.Method.paper, .ours] {
        rows.append(try await served(plan, target, method))
      }
    }
    var tests: [Reproduction.Row] = []
    for plan in BinnedTarget.tested {
      tests.append(try await served(plan, plan.train(seed: seed), .ours))
    }
    var reproduction = Reproduction(
      name: Self.name, title: Self.title, rows: rows + tests,
      seconds: clock.duration(to: .now).seconds, notes: Self.notes, table: Self.table(rows))
    reproduction.furtherTables = [Self.testTable(tests)]
    return reproduction
  }

  /// One row, asked across loopback; batches go out eight requests at a time.
  func served(
    _ plan: BinnedTarget, _ target: BinnedTarget.Trained, _ method: FeatureRecovery.Method
  ) async throws -> Reproduction.Row {
    let loopback = LoopbackService(
      service: AmazonService(), schema: target.model.schema, predictor: target.model)
    return try await loopback.serving { remote, _ in
      let oracle = RecordedOracle(
        remote, ledger: MemoryLedger(), requestSize: remote.requestSize, concurrency: 8)
      return try await row(plan, target, method, through: oracle)
    }
  }

  private func row(
    _ plan: BinnedTarget, _ target: BinnedTarget.Trained, _ method: FeatureRecovery.Method,
    through oracle: some Oracle
  ) async throws -> Reproduction.Row {
    // The authors read in the service's recipe whether it bins; ours finds out.
    let attack = FeatureRecovery(
      method, numbers: method == .ours ? .unknown : plan.bins == nil ? .plain : .binned,
      wholeNumbers: method == .ours ? target.wholeNumbers : [])
    var generator = RandomStream.attack.generator(seed)
    let result = try await attack.extract(from: oracle, using: &generator)
    let (test, uniform) = agreements(of: result.copy, with: target, by: attack)
    func thresholds(_ model: BinnedModel) -> Double {
      Double(model.encoder.thresholds.values.reduce(0) { $0 + $1.count })
    }
    return Reproduction.Row(
      labels: [
        "model": .name(plan.key), "title": .name(plan.title), "encoding": .name(plan.encoding),
        "method": .name(method.rawValue), "found": .name(result.kind.rawValue),
      ],
      published: plan.published?.values ?? [:],
      measured: [
        "columns": Double(target.model.encoder.dimensions),
        "thresholds": thresholds(target.model), "found_thresholds": thresholds(result.copy),
        "queries": Double(result.queries), "search_queries": Double(result.searchQueries),
        "solving_queries": Double(result.solvingQueries),
        "check_queries": Double(result.checkQueries), "rounds": Double(result.rounds),
        "seconds": result.seconds, "price": Double(result.queries) * Self.price,
        "test": test.fidelity, "uniform": uniform.fidelity, "test_points": Double(test.points),
        "test_tv": test.totalVariation, "uniform_tv": uniform.totalVariation,
        "missing_columns": Double(
          result.missingColumns.values.count { $0 == .present || $0 == .likely }),
        "residual": result.residual, "converged": result.converged ? 1 : 0,
      ])
  }

  /// A copy beside its target on rows of the data and on rows of random bins, at values where the
  /// attack looks.
  private func agreements(
    of copy: BinnedModel, with target: BinnedTarget.Trained, by attack: FeatureRecovery
  ) -> (test: Agreement, uniform: Agreement) {
    var generator = RandomStream.evaluation.generator(seed)
    let model = target.model
    let data = generator.permutation(target.data.count).prefix(Self.rows)
      .map { target.data.inputs[$0] }
    let uniform = (0..<Self.rows).map { _ in model.encoder.rowByBins(using: &generator) }
    func agreement(_ rows: [Query]) -> Agreement {
      let rows = rows.map { attack.rounded($0, under: model.schema) }
      return Agreement(
        target: model.predictions(for: rows), copy: copy.predictions(for: rows))
    }
    return (agreement(data), agreement(uniform))
  }
}

extension BinnedEncoder {
  /// A row whose every number lies in a bin that was drawn first; uniform in it, and in the range where
  /// numbers are not binned.
  func rowByBins(using generator: inout some RandomNumberGenerator) -> Query {
    Query(
      schema.features.enumerated().map { index, feature in
        switch (feature.kind, encodings[index].form) {
        case (.categorical(let names), _):
          return .category(generator.integer(below: names.count))
        case (.numeric(let minimum, let maximum), .bins(let thresholds)):
          // As the attack does, a twentieth of the range beyond either end.
          let margin = maximum / 20 - minimum / 20
          let ends = [minimum - margin] + thresholds + [maximum + margin]
          let bin = generator.integer(below: thresholds.count + 1)
          return .number(generator.uniform(from: ends[bin], to: ends[bin + 1]))
        case (.numeric(let minimum, let maximum), _):
          return .number(generator.uniform(from: minimum, to: maximum))
        }
      })
  }
}
