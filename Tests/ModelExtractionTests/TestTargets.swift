import Estimators
import LinearAlgebra
import Oracles
import Synchronization

/// A model behind rows as a user has them.
struct EncodedModel<Base: Model>: Predictor {
  let schema: Schema
  let model: Base

  func predictions(for inputs: [Query]) -> [Prediction] {
    model.predictions(for: Encoder(schema).points(for: inputs).asQueries)
  }
}

extension Matrix {
  /// The rows as points of the cube.
  var asQueries: [Query] { (0..<rows).map { Query(numbers: self[row: $0]) } }
}

/// An oracle that keeps what it was asked.
final class WitnessOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let log = Mutex<[Query]>([])

  init(_ base: Base) { self.base = base }

  var space: InputSpace { base.space }
  /// All inputs so far, in order.
  var asked: [Query] { log.withLock { $0 } }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    let answers = try await base.query(inputs)
    log.withLock { $0 += inputs }
    return answers
  }
}

/// An oracle that spoils the answers of another.
struct HostileOracle<Base: Oracle>: Oracle {
  let base: Base
  let spoil: @Sendable ([Query], [Prediction]) throws(OracleError) -> [Prediction]

  var space: InputSpace { base.space }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    try spoil(inputs, try await base.query(inputs))
  }
}

extension Schema {
  /// Two numbers, one of them constant, and categories of which one feature has many.
  static let mixed = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 17, maximum: 90)),
      Feature(name: "year", kind: .numeric(minimum: 2016, maximum: 2016)),
      Feature(name: "sex", kind: .categorical(["Female", "Male"])),
      Feature(name: "job", kind: .categorical((0..<30).map { "job \($0)" })),
      Feature(name: "land", kind: .categorical(["here"])),
    ], target: "class", classes: ["a", "b", "c"])
}

/// Whether every number of a copy is finite on uniform inputs.
func isFinite(_ copy: some Model) -> Bool {
  var generator = PhiloxGenerator(seed: 5, stream: 104)
  let points = InputSpace.encoded(dimensions: copy.features)
    .uniformQueries(100, using: &generator)
  return copy.probabilities(for: Matrix(points: points, dimensions: copy.features)).isFinite
}

/// Total variation of a copy and its target, mean over uniform valid rows.
func compareRows(_ target: some Model, _ copy: some Model, _ schema: Schema) -> Double {
  var generator = PhiloxGenerator(seed: 6, stream: 105)
  let points = Encoder(schema).points(
    for: InputSpace.raw(schema).uniformQueries(1000, using: &generator))
  return Agreement(of: copy, with: target, on: points).totalVariation
}
