import Estimators
import LinearAlgebra
import Oracles
import Synchronization

/// A model behind rows as a user has them.
struct EncodedModel: Predictor {
  let schema: Schema
  let model: SoftmaxModel

  func predictions(for inputs: [Query]) -> [Prediction] {
    let answers = model.probabilities(for: Encoder(schema).points(for: inputs))
    return (0..<answers.rows).map { Prediction(probabilities: answers[row: $0]) }
  }
}

/// An oracle that answers as it is told, and keeps what it was asked.
final class ScriptedOracle: Oracle {
  let space: InputSpace
  private let script: @Sendable ([Query]) throws(OracleError) -> [Prediction]
  private let log = Mutex<[[Query]]>([])

  init(
    space: InputSpace = .encoded(dimensions: 2),
    _ script: @escaping @Sendable ([Query]) throws(OracleError) -> [Prediction]
  ) {
    self.space = space
    self.script = script
  }

  var batches: [[Query]] { log.withLock { $0 } }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    log.withLock { $0.append(inputs) }
    // Whoever asks at the same time gets a turn here.
    await Task.yield()
    return try script(inputs)
  }
}

enum Targets {
  static let model = SoftmaxModel(
    weights: Matrix([[1, -2], [0.5, 3], [-1, 0.25]]), intercepts: [0.1, -0.3, 0])
  static let schema = Schema(
    features: [
      Feature(name: "age", kind: .numeric(minimum: 17, maximum: 90)),
      Feature(name: "sex", kind: .categorical(["Female", "Male"])),
      Feature(name: "job", kind: .categorical(["clerk", "nurse", "smith"])),
    ], target: "income", classes: ["high", "low"])
  static let raw = EncodedModel(
    schema: schema,
    model: SoftmaxModel(
      weights: Matrix([[1, -2, 2, 0.5, 0, 1], [0, 1, -1, 0.25, 1, 0]]), intercepts: [0, 0.5]))

  static func points(_ count: Int, seed: UInt64 = 1) -> [Query] {
    var generator = PhiloxGenerator(seed: seed)
    return InputSpace.encoded(dimensions: 2).uniformQueries(count, using: &generator)
  }
}
