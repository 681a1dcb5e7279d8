import Estimators
import Foundation
import LinearAlgebra

/// The regression whose scores are the answers to all rows that were asked: one least-squares solve.
///
/// log p_k / p_0 is linear in the columns of a row, for softmax as for one logistic function, so that
/// as many rows as columns and an intercept determine all classes. Every answer counts by its
/// exactness; those of the search, which are more than enough, average each other's rounding out.
struct JointSolution {
  /// The regression on the encoder's columns.
  let model: StoredModel
  /// Root mean square of what is left unexplained, in nats.
  let residual: Double
  /// Whether every answer is explained to the digits it has.
  let isExact: Bool
  /// Answers with a probability of 0 or 1, which give no equation.
  let saturated: Int

  /// Solves for the weights of an encoder's columns.
  ///
  /// Columns that no row fills get a weight of 0.
  init(_ encoder: BinnedEncoder, rows: [Query], answers: [[Double]], precision: AnswerPrecision) {
    let classes = encoder.schema.classes.count
    let usable = answers.indices.filter { answers[$0].allSatisfy { $0.isTelling && $0 < 1 } }
    saturated = answers.count - usable.count
    let scores = usable.map { Score(answers[$0], precision) }
    let scale = encoder.scales
    var design = encoder.points(for: usable.map { rows[$0] }).appendingOnes()
    for i in 0..<design.rows {
      for (j, factor) in scale.enumerated() { design[i, j] /= factor }
    }
    var weighted = design
    var right = Matrix(rows: usable.count, columns: classes - 1)
    for (i, score) in scores.enumerated() {
      for j in 0..<design.columns { weighted[i, j] /= score.error }
      for k in 0..<classes - 1 { right[i, k] = score.values[k] / score.error }
    }
    let solution =
      weighted.leastSquares(right)?.solution
      ?? Matrix(rows: design.columns, columns: classes - 1)
    let fitted = design.multiplied(by: solution)
    var (squares, isExact) = (0.0, true)
    for (i, score) in scores.enumerated() {
      for k in 0..<classes - 1 {
        let rest = abs(fitted[i, k] - score.values[k])
        squares += rest * rest
        if rest > 10 * score.error + 1e-9 { isExact = false }
      }
    }
    residual = (squares / Double(max(1, scores.count * (classes - 1)))).squareRoot()
    self.isExact = isExact && !usable.isEmpty
    model = Self.model(solution, scale)
  }

  /// The regression of weights against the first class, whose own are 0.
  private static func model(_ solution: Matrix, _ scale: [Double]) -> StoredModel {
    let width = solution.rows - 1
    if solution.columns == 1 {
      return .logistic(
        LogisticModel(
          weights: (0..<width).map { solution[$0, 0] / scale[$0] }, intercept: solution[width, 0]))
    }
    let classes = solution.columns + 1
    var weights = Matrix(rows: classes, columns: width)
    for k in 1..<classes {
      for j in 0..<width { weights[k, j] = solution[j, k - 1] / scale[j] }
    }
    return .softmax(
      SoftmaxModel(
        weights: weights, intercepts: [0] + (1..<classes).map { solution[width, $0 - 1] }))
  }
}

extension BinnedEncoder {
  /// The largest number in the range of each column, so that all columns can be brought to 1.
  var scales: [Double] {
    var scales = [Double](repeating: 1, count: dimensions)
    for (index, feature) in schema.features.enumerated() where encodings[index].form == .number {
      if case .numeric(let minimum, let maximum) = feature.kind {
        let largest = max(abs(minimum), abs(maximum))
        if largest > 0 { scales[offsets[index]] = largest }
      }
    }
    return scales
  }
}

extension JointSearch {
  /// The encoder of what was found.
  var encoder: BinnedEncoder {
    let encodings = rows.schema.features.enumerated().map { index, _ in
      guard let track = tracks.first(where: { $0.feature == index }) else {
        return FeatureEncoding(.categories)
      }
      return track.isPlain
        ? FeatureEncoding(.number, marksMissing: track.plainMissingCounts)
        : FeatureEncoding(.bins(track.thresholds))
    }
    return BinnedEncoder(rows.schema, encodings: encodings)
  }

  /// Features of which something is still open.
  var openFeatures: [String] {
    rows.schema.features.enumerated().compactMap { index, feature in
      if case .categorical(let names) = feature.kind {
        return (categories[index]?.count ?? 0) < names.count ? feature.name : nil
      }
      let track = tracks.first { $0.feature == index }
      let isOpen = track.map { !$0.isPlain && (!$0.brackets.isEmpty || $0.indices.count < 2) }
      return isOpen ?? false ? feature.name : nil
    }
  }
}
