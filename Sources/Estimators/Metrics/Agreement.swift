public import LinearAlgebra

/// How far two models answer alike on the same inputs.
///
/// Tramèr et al. 2016, §2: R with the 0-1 distance of labels, R_TV with total variation. Both
/// compare with the target's answer, not with the true label.
public struct Agreement: Sendable, Hashable {
  /// Inputs compared.
  public let points: Int
  /// Inputs on which the labels differ.
  public let disagreements: Int
  /// Mean over the inputs of Σ_k |p_k - p'_k| / 2, in [0, 1].
  public let totalVariation: Double

  /// R: the share of inputs labelled otherwise; 0 without inputs.
  public var error: Double { points == 0 ? 0 : Double(disagreements) / Double(points) }

  /// 1 - R, as the paper's tables print it.
  public var fidelity: Double { 1 - error }

  /// An agreement of given counts.
  init(points: Int, disagreements: Int, totalVariation: Double) {
    self.points = points
    self.disagreements = disagreements
    self.totalVariation = totalVariation
  }

  /// Compares two models on the rows of a matrix: `(points, features)`.
  ///
  /// Ties go to the first class in both models.
  public init(of copy: some Model, with target: some Model, on points: Matrix) {
    self.init(
      target: target.probabilities(for: points), copy: copy.probabilities(for: points))
  }

  /// Compares two sets of answers: `(points, classes)` each.
  public init(target: Matrix, copy: Matrix) {
    precondition(
      target.rows == copy.rows && target.columns == copy.columns,
      "answers of shapes (\(target.rows), \(target.columns)) and (\(copy.rows), \(copy.columns))")
    let classes = target.columns
    var disagreements = 0
    var distance = 0.0
    for i in 0..<target.rows {
      var (targetLabel, copyLabel) = (0, 0)
      let row = i * classes
      for k in 0..<classes {
        distance += abs(target.elements[row + k] - copy.elements[row + k])
        if target.elements[row + k] > target.elements[row + targetLabel] { targetLabel = k }
        if copy.elements[row + k] > copy.elements[row + copyLabel] { copyLabel = k }
      }
      if targetLabel != copyLabel { disagreements += 1 }
    }
    self.init(
      points: target.rows, disagreements: disagreements,
      totalVariation: target.rows == 0 ? 0 : distance / 2 / Double(target.rows))
  }
}
