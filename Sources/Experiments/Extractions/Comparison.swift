public import Estimators
import Reports

/// What `skua compare` prints: a copy beside its target.
public struct Comparison: Sendable, Encodable {
  /// 1 - R and total variation.
  public let fidelity: Fidelity
  /// Held-out rows compared on; 0 where they can't be had.
  public let testPoints: Int
  /// Uniform inputs compared on.
  public let uniformPoints: Int
  /// What a reader should know.
  public let notes: [String]

  /// Compares two models under the target's schema.
  ///
  /// - Throws: `EstimatorError.Code.malformedModel` if the models differ in features or classes.
  public init(
    of copy: ModelFile, with target: ModelFile, on data: EvaluationData
  ) throws(EstimatorError) {
    guard copy.model.features == target.model.features,
      copy.model.classes == target.model.classes
    else {
      throw EstimatorError(
        .malformedModel,
        "the models can't be compared: the target takes \(target.model.features) features and "
          + "knows \(target.model.classes) classes, the copy \(copy.model.features) and "
          + "\(copy.model.classes)")
    }
    fidelity = Fidelity(of: copy.stored, with: target.stored, on: data)
    testPoints = fidelity.test?.points ?? 0
    uniformPoints = fidelity.uniform.points
    notes = data.note.map { [$0] } ?? []
  }

  /// The comparison for people.
  public var text: String {
    ([fidelity.table.text()] + notes.map { "note: \($0)" }).joined(separator: "\n")
  }
}
