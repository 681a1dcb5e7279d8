import Estimators
import LinearAlgebra

/// Whether a target has a column of its own for the missing values of a feature.
///
/// For numbers that aren't binned the answers tell: without such a column a missing number and 0 are
/// the same. For categories and bins they can't, since a weight for missing values is the same as a
/// shift of all other weights of the feature. Training gives it away: a penalty on the weights beside a
/// free intercept makes the weights of all columns of a feature add up to 0. So they do when measured
/// from the missing value, unless that has a weight of its own.
public enum MissingColumn: String, Sendable, Hashable, Codable {
  /// A number that is missing like a 0, or weights of categories that add up to 0.
  case absent
  /// Weights of categories that don't add up to 0: there is one, if training penalised weights.
  case likely
  /// A number that is missing unlike a 0.
  case present
  /// Not every category is known, or the feature has a single one.
  case untold
}

extension MissingColumn {
  /// What the weights of a recovered regression say of each feature.
  ///
  /// - Parameter features: The features to look at whose weights are complete.
  static func evidence(
    in model: BinnedModel, complete features: Set<Int>
  ) -> [String: MissingColumn] {
    var evidence: [String: MissingColumn] = [:]
    let schema = model.schema
    for (index, feature) in schema.features.enumerated() {
      let encoding = model.encoder.encodings[index]
      switch encoding.form {
      case .number:
        evidence[feature.name] =
          !features.contains(index) ? .untold : encoding.marksMissing ? .present : .absent
      case .categories:
        let columns =
          model.encoder.offsets[
            index]..<(model.encoder.offsets[index] + encoding.width(of: feature))
        evidence[feature.name] =
          features.contains(index) && columns.count > 1
          ? (model.model.sumsToZero(columns) ? .absent : .likely) : .untold
      case .bins: break
      }
    }
    return evidence
  }
}

extension StoredModel {
  /// Whether the weights of some columns add up to 0 in every class, against the first one, to 1e-5 of
  /// their size.
  fileprivate func sumsToZero(_ columns: Range<Int>) -> Bool {
    let rows: [[Double]]
    switch self {
    case .logistic(let model): rows = [model.weights]
    case .softmax(let model):
      let first = Array(model.weights[row: 0])
      rows = (1..<model.classes).map { zip(model.weights[row: $0], first).map { $0 - $1 } }
    case .oneVsRest(let model): rows = (0..<model.classes).map { Array(model.weights[row: $0]) }
    case .multilayerPerceptron: return false
    }
    return rows.allSatisfy { row in
      let weights = row[columns]
      let size = weights.reduce(0) { $0 + abs($1) }
      return abs(weights.reduce(0, +)) <= 1e-5 * max(size, 1e-3)
    }
  }
}
