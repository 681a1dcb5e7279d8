// A multilayer perceptron, trained by gradient descent.

import LinearAlgebra

/// Fits a multilayer perceptron by stochastic gradient descent or by limited-memory BFGS.
///
/// Minimises the mean cross-entropy plus `l2Penalty` |W|², biases free. Hidden weights start
/// uniform in ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010), biases and the output layer
/// at 0. The defaults are the sizes of Tramèr et al. 2016: one layer of 20 tanh units, 1000 passes
/// in batches of 20 at rate 0.01; with `nesterov` the descent is theirs too. The objective has many
/// minima: other seeds end elsewhere. A class of the schema that has no row gets a probability that
/// tends to 0.
public struct MultilayerPerceptron: Estimator {
  /// How the objective is minimised.
  public enum Optimizer: String, Sendable, Hashable, Codable, CaseIterable {
    /// Plain stochastic gradient descent over random batches, for a fixed number of passes.
    case sgd
    /// The descent of the paper's authors, `PerceptronDescent`: momentum, rows in their order.
    case nesterov
    /// Limited-memory BFGS over all rows at once, until the gradient vanishes.
    case lbfgs
  }

  /// Units of each hidden layer, first to last.
  public var hiddenLayers: [Int]
  /// What the hidden units compute.
  public var activation: Activation
  /// How the objective is minimised.
  public var optimizer: Optimizer
  /// Passes over the data; with `lbfgs` the most iterations.
  public var epochs: Int
  /// Rows per step of `sgd`; the last batch of a pass may be smaller.
  public var batchSize: Int
  /// Length of a step of `sgd` in units of the gradient.
  public var learningRate: Double
  /// Weight of the penalty |W|², whose gradient is twice this times W.
  public var l2Penalty: Double
  /// The largest absolute entry of the gradient at which `lbfgs` has converged.
  public var tolerance: Double

  /// An estimator with the paper's defaults.
  public init(
    hiddenLayers: [Int] = [20], activation: Activation = .tanh, optimizer: Optimizer = .sgd,
    epochs: Int = 1000, batchSize: Int = 20, learningRate: Double = 1e-2, l2Penalty: Double = 1e-4,
    tolerance: Double = 1e-6
  ) {
    precondition(hiddenLayers.allSatisfy { $0 > 0 }, "a hidden layer needs a unit")
    precondition(epochs >= 0 && batchSize > 0, "\(epochs) epochs of batches of \(batchSize)")
    self.hiddenLayers = hiddenLayers
    self.activation = activation
    self.optimizer = optimizer
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.l2Penalty = l2Penalty
    self.tolerance = tolerance
  }

  /// Fits the network; the generator draws the first weights and the batches.
  public func fit(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> PerceptronModel {
    try fitted(data, using: &generator).model
  }

  /// Fits the network and tells how the search ended.
  ///
  /// - Throws: `EstimatorError.Code.unfitData` also if the parameters overflow, as they do at too
  ///   high a learning rate.
  public func fitted(
    _ data: Dataset, using generator: inout some RandomNumberGenerator
  ) throws(EstimatorError) -> (model: PerceptronModel, report: FitReport) {
    let training = try TrainingSet(data)
    if optimizer == .nesterov { return descend(training, using: &generator) }
    let sizes = [training.points.columns] + hiddenLayers + [training.classes]
    var parameters = PerceptronParameters(sizes: sizes, using: &generator)
    let objective = PerceptronObjective(
      data: training, sizes: sizes, activation: activation, l2Penalty: l2Penalty)
    let report =
      optimizer == .lbfgs
      ? objective.minimize(from: &parameters, iterations: epochs, tolerance: tolerance)
      : descend(&parameters, objective, using: &generator)
    guard parameters.isFinite else {
      throw EstimatorError(
        .unfitData,
        "training on \(data.name) diverged at learning rate \(learningRate); "
          + "choose a lower one")
    }
    return (PerceptronModel(parameters, activation: activation), report)
  }

  /// Trains as the authors train their targets: at least a thousandth of the rows per step.
  private func descend(
    _ training: TrainingSet, using generator: inout some RandomNumberGenerator
  ) -> (model: PerceptronModel, report: FitReport) {
    PerceptronDescent(
      hiddenLayers: hiddenLayers, activation: activation, epochs: epochs,
      batchSize: max(batchSize, training.points.rows / 1000), learningRate: learningRate, decay: 1,
      l2Penalty: l2Penalty
    ).fitted(training.points, to: training.oneHotLabels, using: &generator)
  }
}
