import Foundation

/// The logistic function 1 / (1 + e^-z), to full relative precision on both sides.
///
/// It is 0 below about -745 and never NaN for a number. For 1 - σ(z) take σ(-z).
public func sigmoid(_ z: Double) -> Double {
  if z >= 0 { return 1 / (1 + exp(-z)) }
  let power = exp(z)
  return power / (1 + power)
}

/// The logarithm of the logistic function, without overflow: about z where z is very negative.
public func logSigmoid(_ z: Double) -> Double {
  min(z, 0) - log1p(exp(-abs(z)))
}
