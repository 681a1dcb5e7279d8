public import Estimators
public import LinearAlgebra
import Oracles

/// The inputs on which a copy is compared with its target.
///
/// Tramèr et al. 2016, §2: R_test on rows never trained on, R_unif on uniform inputs. The authors'
/// code measures R_test on all rows, trained on or not: `all` is their convention.
public struct EvaluationData: Sendable {
  /// The held-out rows, encoded; `nil` if they can't be had.
  public var test: Matrix?
  /// All rows, encoded; `nil` if they can't be had.
  public var all: Matrix?
  /// Uniform inputs, encoded.
  public var uniform: Matrix
  /// Why rows are missing, for the user.
  public var note: String?

  /// The number of uniform inputs unless told otherwise, as in the paper.
  public static let uniformPoints = 10_000

  private init(test: Matrix?, uniform: Matrix) {
    self.test = test
    self.uniform = uniform
  }

  /// Inputs for a target: rows from its provenance, uniform ones from a seed.
  ///
  /// - Parameters:
  ///   - target: Its provenance tells where the rows are.
  ///   - raw: Whether uniform inputs are valid rows, not points of the cube.
  ///   - points: Uniform inputs.
  ///   - seed: Decides the uniform inputs.
  public init(for target: ModelFile, raw: Bool = false, points: Int = uniformPoints, seed: UInt64) {
    uniform = Self.uniformInputs(target.schema, raw: raw, points: points, seed: seed)
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

  /// Inputs for a target whose data is loaded already.
  init(for target: ModelFile, data: Dataset, seed: UInt64) {
    uniform = Self.uniformInputs(
      target.schema, raw: false, points: Self.uniformPoints, seed: seed)
    guard let provenance = target.provenance else { return }
    addRows(of: data, provenance)
  }

  /// Inputs for a target: rows from a CSV file if one is given, from its provenance otherwise.
  ///
  /// - Throws: `EstimatorError` if the file can't be read as rows of the target's schema.
  public init(
    for target: ModelFile, rowsAt path: String?, raw: Bool = false, points: Int = uniformPoints,
    seed: UInt64
  ) throws(EstimatorError) {
    guard let path else {
      self.init(for: target, raw: raw, points: points, seed: seed)
      return
    }
    let rows = try target.queryReader.queries(at: path)
    self.init(
      test: target.encoder.points(for: rows),
      uniform: Self.uniformInputs(target.schema, raw: raw, points: points, seed: seed))
  }

  private mutating func add(
    _ data: Dataset, _ provenance: Provenance, schema: Schema
  ) throws(EstimatorError) {
    guard data.schema == schema, data.count == provenance.rows else {
      throw EstimatorError(
        .unfitData, "'\(provenance.data)' is no longer the table that the target was fitted to")
    }
    addRows(of: data, provenance)
  }

  private mutating func addRows(of data: Dataset, _ provenance: Provenance) {
    var generator = RandomStream.split.generator(provenance.seed)
    let (_, test) = data.split(
      trainingFraction: provenance.trainingFraction, using: &generator)
    all = data.encoded()
    if test.count > 0 { self.test = test.encoded() }
  }

  private static func uniformInputs(
    _ schema: Schema, raw: Bool, points: Int, seed: UInt64
  ) -> Matrix {
    var generator = RandomStream.evaluation.generator(seed)
    let space: InputSpace =
      raw ? .raw(schema) : .encoded(dimensions: Encoder(schema).dimensions)
    return space.points(for: space.uniformQueries(points, using: &generator))
  }
}
