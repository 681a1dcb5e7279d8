// The paper's way to a perceptron's unknowns, for comparison with ours.

import Estimators
import LinearAlgebra

extension PerceptronExtraction {
  /// Fits the copy to the answers by gradient descent (Tramèr et al. 2016, §4.1.2 and §6.3).
  ///
  /// It works on the encoded points, whatever they span: in a direction that no query reaches the
  /// weights keep their random start. Saturated answers serve as they are.
  /// - Parameter generator: Draws the first weights. It must have nothing in common with the
  ///   target's: the authors' code starts the attack at the very weights from which the target was
  ///   trained.
  func descend(
    _ pool: AnswerPool, using generator: inout some RandomNumberGenerator
  ) -> Outcome {
    let descent = PerceptronDescent(
      hiddenLayers: [hidden], activation: activation, epochs: epochs)
    let (copy, report) = descent.fitted(
      pool.points, to: pool.probabilities, using: &generator)
    return (copy, Method.gradient.phrase, report.iterations, report.converged ?? false)
  }

  /// The notes of a pool, and what the copy is where no query point lies.
  func notes(_ pool: AnswerPool, _ basis: DesignBasis) -> [String] {
    switch method {
    case .leastSquares: pool.notes(basis)
    case .gradient:
      pool.notes(basis, elsewhere: "in the others the copy keeps its random start")
    }
  }
}
