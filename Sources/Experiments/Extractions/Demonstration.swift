public import Estimators
import ModelExtraction
public import Reports

/// What `skua demo` runs: one target of each class is trained, stolen and compared.
public struct Demonstration: Sendable {
  /// Decides splits, first weights and queries.
  public var seed: UInt64

  /// A demonstration under a seed.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// The targets: a class and the data set to fit it to.
  static let targets: [(ModelKind, ShippedDataset)] = [
    (.logistic, .adultIncome), (.softmax, .adultRace), (.softmax, .digits),
    (.oneVsRest, .adultRace), (.multilayerPerceptron, .digits),
    (.multilayerPerceptron, .adultRace),
  ]

  /// Trains, steals and compares.
  ///
  /// - Throws: `EstimatorError` or `OracleError`, of which neither is expected on Skua's own data.
  public func run() async throws -> Demonstration.Outcome {
    var rows: [Row] = []
    for (kind, set) in Self.targets {
      let trained = try Training(kind, on: DataSource(set.name), seed: seed).run()
      var run = ExtractionRun(against: trained.file, with: EquationSolving(kind))
      // The price per query of Amazon's service when the paper was written (Tramèr et al. 2016, §5).
      run.price = 0.0001
      run.seed = seed
      let outcome = try await run.run()
      let data = EvaluationData(for: trained.file, seed: seed)
      rows.append(
        Row(
          model: kind, data: set.name, accuracy: trained.testAccuracy ?? trained.trainAccuracy,
          unknowns: outcome.extraction.unknowns, queries: outcome.spent, price: outcome.price,
          seconds: outcome.extraction.seconds, converged: outcome.extraction.converged,
          fidelity: Fidelity(of: outcome.extraction.copy, with: trained.file.stored, on: data)))
    }
    return Outcome(rows: rows)
  }

  /// One target and its copy.
  public struct Row: Sendable, Encodable {
    /// The class of target and copy.
    public let model: ModelKind
    /// The data set that the target was fitted to.
    public let data: String
    /// The target's accuracy on held-out rows.
    public let accuracy: Double
    /// Parameters of the copy.
    public let unknowns: Int
    /// Queries spent, the check's not counted.
    public let queries: Int
    /// Their price in USD.
    public let price: Double
    /// Seconds of solving.
    public let seconds: Double
    /// Whether the solver met its criterion.
    public let converged: Bool
    /// The copy against the target.
    public let fidelity: Fidelity
  }

  /// All targets and copies.
  public struct Outcome: Sendable, Encodable {
    /// A row per target.
    public let rows: [Row]

    /// The rows for people.
    public var table: Table {
      Table(
        title: "Six models, stolen through their confidence values",
        columns: [
          .init("target"), .init("data"), .init("accuracy", .right), .init("unknowns", .right),
          .init("queries", .right), .init("price", .right), .init("solved in", .right),
          .init("1-R_test", .right), .init("1-R_unif", .right), .init("TV", .right),
        ],
        rows: rows.map { row in
          .cells([
            row.model.rawValue, row.data, NumberFormat.percent(row.accuracy),
            NumberFormat.count(row.unknowns), NumberFormat.count(row.queries),
            NumberFormat.dollars(row.price), NumberFormat.seconds(row.seconds),
            row.fidelity.test.map { NumberFormat.percent($0.fidelity) } ?? "-",
            NumberFormat.percent(row.fidelity.uniform.fidelity),
            NumberFormat.scientific(row.fidelity.uniform.totalVariation),
          ])
        },
        footnotes: [
          "1-R_test: share of held-out rows that copy and target label alike; 1-R_unif: the same on "
            + "10,000 uniform inputs; TV: mean total variation of their probabilities there.",
          "Price at $0.0001 per query.",
        ])
    }
  }
}
