import Foundation

/// What a hidden unit does with its weighted sum.
public enum Activation: String, Sendable, Hashable, Codable, CaseIterable {
  /// The hyperbolic tangent, in (-1, 1), odd: a unit may be negated without a trace.
  case tanh
  /// The logistic function, in (0, 1).
  case sigmoid
  /// max(0, x).
  case relu

  /// The unit's output for the weighted sum x.
  public func value(at x: Double) -> Double {
    switch self {
    case .tanh: Foundation.tanh(x)
    case .sigmoid: Estimators.sigmoid(x)
    case .relu: max(0, x)
    }
  }

  /// The derivative at the point where the output is `value`; 0 at the kink of `relu`.
  public func derivative(fromValue value: Double) -> Double {
    switch self {
    case .tanh: 1 - value * value
    case .sigmoid: value * (1 - value)
    case .relu: value > 0 ? 1 : 0
    }
  }

  /// The second derivative at the point where the output is `value`; 0 for `relu`.
  public func secondDerivative(fromValue value: Double) -> Double {
    switch self {
    case .tanh: -2 * value * (1 - value * value)
    case .sigmoid: value * (1 - value) * (1 - 2 * value)
    case .relu: 0
    }
  }
}
