public import Estimators
import Oracles

/// The rows on which a copy of a decision tree is compared with its target.
///
/// As `EvaluationData`, but not encoded, since a tree takes rows as a user has them.
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
    var generator = RandomStream.evaluation.generator(seed)
    uniform = InputSpace.raw(target.schema).uniformQueries(points, using: &generator)
    if let path {
      let missing = Set(target.provenance?.missing ?? [])
      test = try QueryReader(target.schema, missing: missing).queries(at: path)
      return
    }
    guard let provenance = target.provenance else {
      note = "the model file doesn't say where its data came from, so R_test is left out"
      return
    }
    do {
      try add(DataSource(provenance).load().dataset, provenance, schema: target.schema)
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
