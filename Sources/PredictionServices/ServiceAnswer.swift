public import Estimators

/// An answer as a client read it.
public struct ServiceAnswer: Sendable, Hashable {
  /// What it says.
  public var prediction: Prediction
  /// The confidence values, or the predicted number, as they were written: what tells decimals and
  /// precision.
  public var numerals: [String]

  /// An answer and the text of its numbers.
  public init(_ prediction: Prediction, numerals: [String] = []) {
    self.prediction = prediction
    self.numerals = numerals
  }
}
