public import Estimators
import Oracles

/// The rows on which a copy is compared with a target that takes rows as a user has them: a decision
/// tree or a binned regression.
///
/// As `EvaluationData`, but not encoded.
public struct EvaluationRows: Sendable {
  /// The held-out rows; `nil` if they can't be had.
  public var test: [Query]?
  /// All rows; `nil` if they can't be had.
  public var all: [Query]?
  /// Rows whose features are uniform over what was observed.
  public var uniform: [Query]
  /// Why rows are missing, for the user.
  public var note: String?

  /// Rows for a target: from a CSV file if one is given, from its provenance otherwise.
  ///
  /// - Parameters:
  ///   - target: Its provenance tells where the rows are.
  ///   - path: A CSV file with a column per feature; `nil` for none.
  ///   - points: Uniform rows.
  ///   - seed: Decides the uniform rows.
  /// - Throws: `EstimatorError` if the file can't be read as rows of the target's schema.
  public init(
    for target: TreeFile, rowsAt path: String? = nil, points: Int = EvaluationData.uniformPoints,
    seed: UInt64
  ) throws(EstimatorError) {
    try self.init(
      under: target.schema, target.provenance, rowsAt: path, points: points, seed: seed)
  }

  /// Rows for a binned regression, as for a tree.
  ///
  /// - Throws: `EstimatorError` if the file can't be read as rows of the target's schema.
  public init(
    for target: BinnedFile, rowsAt path: String? = nil, points: Int = EvaluationData.uniformPoints,
    seed: UInt64
  ) throws(EstimatorError) {
    try self.init(
      under: target.schema, target.provenance, rowsAt: path, points: points, seed: seed)
  }

  private init(
    under schema: Schema, _ provenance: Provenance?, rowsAt path: String?, points: Int, seed: UInt64
  ) throws(EstimatorError) {
    var generator = RandomStream.evaluation.generator(seed)
    uniform = InputSpace.raw(schema).uniformQueries(points, using: &generator)
    if let path {
      test = try QueryReader(schema, missing: Set(provenance?.missing ?? [])).queries(at: path)
      return
    }
    guard let provenance else {
      note = "the model file doesn't say where its data came from, so R_test is left out"
      return
    }
    do {
      try add(DataSource(provenance).load().dataset, provenance, schema: schema)
    } catch {
      note = "R_test is left out: \(error)"
    }
  }

  private mutating func add(
    _ data: Dataset, _ provenance: Provenance, schema: Schema
  ) throws(EstimatorError) {
    guard data.schema == schema, data.count == provenance.rows else {
      throw EstimatorError(
        .unfitData, "'\(provenance.data)' is no longer the table that the target was fitted to")
    }
    var generator = RandomStream.split.generator(provenance.seed)
    let (_, test) = data.split(
      trainingFraction: provenance.trainingFraction, using: &generator)
    all = data.inputs
    if test.count > 0 { self.test = test.inputs }
  }
}
