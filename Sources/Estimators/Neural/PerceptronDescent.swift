// How the authors of the paper fit a perceptron to the probabilities of another.
//
//   L(W) = -1/(n c) Σ_i Σ_k y_ik log f_k(x_i) + penalty |W|²
//
// The schedule is that of their published code; Tramèr et al. 2016, §4.1.2 and §6.3 only name it.

public import LinearAlgebra

/// Fits a multilayer perceptron to probabilities by the gradient descent of Tramèr et al. 2016.
///
/// Nesterov's momentum over small batches; the rate is halved and the momentum starts again
/// whenever an epoch ends with a higher loss than the one before. Hidden weights start uniform in
/// ±sqrt(6 / (inputs + outputs)), all else at 0. Batches take the rows as they come; rows that
/// don't fill a last batch only count in the loss, both as in the authors' code. The one departure:
/// an epoch that overflows is undone.
///
/// The authors train their targets by the same descent, on labels as rows of 0 and 1: 1000 epochs
/// at rate 0.01 without decay, penalty 1e-4, batches of 20 or a thousandth of the rows if that is
/// more.
public struct PerceptronDescent: Sendable {
  /// Units of each hidden layer, first to last.
  public var hiddenLayers: [Int]
  /// What the hidden units compute.
  public var activation: Activation
  /// Passes over the rows at most.
  public var epochs: Int
  /// Rows per step; by default a thousandth of all rows, but at least one.
  public var batchSize: Int?
  /// Length of a step in units of the gradient of L, before any halving.
  public var learningRate: Double
  /// Factor of the rate after every hundredth epoch.
  public var decay: Double
  /// Weight of the penalty |W|², biases free, against a mean over samples and classes.
  public var l2Penalty: Double
  /// The Euclidean norm of the gradient of L at which the search has converged.
  public var tolerance: Double

  /// A descent with the paper's defaults.
  public init(
    hiddenLayers: [Int] = [20], activation: Activation = .tanh, epochs: Int = 1000,
    batchSize: Int? = nil, learningRate: Double = 0.1, decay: Double = 0.99,
    l2Penalty: Double = 1e-8, tolerance: Double = 1e-5
  ) {
    precondition(hiddenLayers.allSatisfy { $0 > 0 }, "a hidden layer needs a unit")
    precondition(epochs >= 0, "\(epochs) epochs")
    precondition(batchSize ?? 1 > 0, "batches of \(batchSize ?? 1) rows")
    self.hiddenLayers = hiddenLayers
    self.activation = activation
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.decay = decay
    self.l2Penalty = l2Penalty
    self.tolerance = tolerance
  }

  /// Fits the network; the generator draws its first weights and nothing else.
  ///
  /// The authors' attack draws them from the seed of its target, and so begins where the target's
  /// training began. Take a generator that shares nothing with the target.
  /// - Parameters:
  ///   - points: Encoded rows, at least one: `(samples, features)`.
  ///   - targets: Probabilities, 0 and 1 included: `(samples, classes)`; where rounding has left a
  ///     row with another sum than 1, it counts with that weight.
  ///   - generator: Draws the first weights.
  /// - Returns: The network, and a report of c L, the mean cross-entropy per row.
  /// - Complexity: O(epochs samples parameters): about ten seconds for 2,225 rows of 105 features
  ///   and the defaults.
  public func fitted(
    _ points: Matrix, to targets: Matrix, using generator: inout some RandomNumberGenerator
  ) -> (model: PerceptronModel, report: FitReport) {
    let sizes = [points.columns] + hiddenLayers + [targets.columns]
    return fitted(
      points, to: targets, from: PerceptronParameters(sizes: sizes, using: &generator))
  }

  /// Fits the network from given parameters.
  func fitted(
    _ points: Matrix, to targets: Matrix, from start: PerceptronParameters
  ) -> (model: PerceptronModel, report: FitReport) {
    precondition(
      points.rows == targets.rows && points.rows > 0,
      "\(points.rows) points and probabilities for \(targets.rows)")
    // Everything below works with c L, so that the rate is divided by c.
    let classes = Double(targets.columns)
    let sizes = [points.columns] + hiddenLayers + [targets.columns]
    let objective = PerceptronObjective(
      points: points, targets: targets, sizes: sizes, activation: activation,
      l2Penalty: classes * l2Penalty)
    let rows = min(batchSize ?? max(1, points.rows / 1000), points.rows)
    var batch = Backpropagation(rows: rows, sizes: sizes, activation: activation)
    var descent = NesterovDescent(from: start, rate: learningRate / classes, decay: decay)
    var (loss, gradient) = objective.evaluate(start)
    var epoch = 0
    while epoch < epochs, gradient.norm >= classes * tolerance {
      let before = descent.parameters
      pass(&descent, &batch, objective)
      let reached = objective.evaluate(descent.parameters)
      descent.endEpoch(loss: reached.value)
      if reached.value.isFinite {
        (loss, gradient) = reached
      } else {
        descent.restart(at: before)
      }
      epoch += 1
      WorkProgress.report("training", epoch, of: epochs, mayEndEarly: true)
    }
    let report = FitReport(
      iterations: epoch, objective: loss,
      gradientNorm: gradient.flattened.reduce(0) { max($0, abs($1)) },
      converged: gradient.norm < classes * tolerance)
    return (PerceptronModel(descent.parameters, activation: activation), report)
  }

  /// One pass over the full batches.
  private func pass(
    _ descent: inout NesterovDescent, _ batch: inout Backpropagation,
    _ objective: PerceptronObjective
  ) {
    let full = objective.points.rows - batch.rows
    for start in stride(from: 0, through: full, by: batch.rows) {
      batch.load(objective.points, objective.targets, rows: start..<(start + batch.rows))
      batch.forward(descent.parameters)
      descent.step(
        against: batch.gradient(at: descent.parameters, l2Penalty: objective.l2Penalty))
    }
  }
}
