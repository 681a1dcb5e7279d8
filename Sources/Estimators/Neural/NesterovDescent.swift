// Gradient descent with Nesterov's momentum, as the authors of the paper schedule it.
//
// With the gradient g at x_t, rate ρ and momentum μ a step goes to
//
//   y_(t+1) = x_t - ρ g,   x_(t+1) = y_(t+1) + μ (y_(t+1) - y_t)
//
// (Nesterov 1983). The momentum of the s-th epoch after a start is (λ_(s-1) - 1) / λ_s with λ_0 =
// λ_1 = 1 and λ_(s+1) = (1 + √(1 + 4 λ_s²)) / 2 (Beck and Teboulle 2009, equations 4.2 and 4.3).

import LinearAlgebra

/// Parameters on their way down, with the rate and momentum of the epoch.
struct NesterovDescent {
  /// Where the next gradient is taken, x.
  private(set) var parameters: PerceptronParameters
  /// Where the last step ended before the momentum carried it on, y.
  private var reached: PerceptronParameters
  /// Length of a step in units of the gradient, ρ.
  private(set) var rate: Double
  /// Share of the last step that is taken once more, μ.
  private(set) var momentum = 0.0
  private let decay: Double
  private var lambda = 1.0
  private var epochs = 0
  private var lastLoss = Double.infinity

  /// A descent that begins at given parameters; `decay` is the rate's factor every 100 epochs.
  init(from parameters: PerceptronParameters, rate: Double, decay: Double) {
    self.parameters = parameters
    reached = parameters
    self.rate = rate
    self.decay = decay
  }

  /// One step against the gradient at `parameters`.
  mutating func step(against gradient: PerceptronParameters) {
    let (rate, momentum) = (rate, momentum)
    func move(_ x: inout [Double], _ y: inout [Double], against slopes: [Double]) {
      precondition(x.count == slopes.count, "\(slopes.count) slopes of \(x.count) parameters")
      x.withUnsafeMutableBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          for i in slopes.indices {
            let next = x[i] - rate * slopes[i]
            x[i] = next + momentum * (next - y[i])
            y[i] = next
          }
        }
      }
    }
    for layer in gradient.weights.indices {
      move(
        &parameters.weights[layer].elements, &reached.weights[layer].elements,
        against: gradient.weights[layer].elements)
      move(&parameters.biases[layer], &reached.biases[layer], against: gradient.biases[layer])
    }
  }

  /// Sets rate and momentum for the next epoch.
  ///
  /// Every hundredth epoch multiplies the rate by `decay`. If the loss over all rows has risen
  /// since the epoch before, or is NaN, the momentum starts again from 0 and the rate is halved.
  mutating func endEpoch(loss: Double) {
    let last = lambda
    lambda = (1 + (1 + 4 * last * last).squareRoot()) / 2
    momentum = (last - 1) / lambda
    if !(loss <= lastLoss) {
      rate /= 2
      restart(at: parameters)
    }
    lastLoss = loss
    epochs += 1
    if epochs.isMultiple(of: 100) { rate *= decay }
  }

  /// Goes to given parameters and forgets the momentum.
  mutating func restart(at parameters: PerceptronParameters) {
    self.parameters = parameters
    reached = parameters
    (lambda, momentum) = (1, 0)
  }
}
