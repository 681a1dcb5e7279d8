public import Estimators
import ModelExtraction
public import Reports

/// What `skua demo` runs: one target of each class is trained, stolen and compared.
public struct Demonstration: Sendable {
  /// Decides splits, first weights and queries.
  public var seed: UInt64
  /// What is trained and stolen, in this order.
  public var targets: [Target]

  /// A demonstration of some targets under a seed.
  public init(of targets: [Target] = Target.all, seed: UInt64 = 1) {
    self.targets = targets
    self.seed = seed
  }

  /// A class of model and the data set to fit it to.
  public struct Target: Sendable, Hashable {
    /// The class.
    public let kind: ModelKind
    /// The data set.
    public let data: ShippedDataset

    /// A target of a class on a data set.
    public init(_ kind: ModelKind, on data: ShippedDataset) {
      self.kind = kind
      self.data = data
    }

    /// At least one of each class.
    public static var all: [Target] {
      [
        Target(.logistic, on: .adultIncome), Target(.softmax, on: .adultRace),
        Target(.softmax, on: .digits), Target(.oneVsRest, on: .adultRace),
        Target(.multilayerPerceptron, on: .digits), Target(.multilayerPerceptron, on: .adultRace),
      ]
    }
  }

  /// Trains, steals and compares.
  ///
  /// - Throws: `EstimatorError` or `OracleError`, of which neither is expected on Skua's own data.
  public func run() async throws -> Demonstration.Outcome {
    var rows: [Row] = []
    for target in targets {
      let trained = try Training(target.kind, on: DataSource(target.data.name), seed: seed).run()
      var run = ExtractionRun(against: trained.file, with: EquationSolving(target.kind))
      // The price per query of Amazon's service when the paper was written (Tramèr et al. 2016,
      // §5).
      run.price = 0.0001
      run.check = 0
      run.seed = seed
      let outcome = try await run.run()
      let data = EvaluationData(for: trained.file, seed: seed)
      rows.append(
        Row(
          model: target.kind, data: target.data.name,
          accuracy: trained.testAccuracy ?? trained.trainAccuracy,
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
        title: "Models, stolen through their confidence values",
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
