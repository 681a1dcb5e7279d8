// How sure a node is of its answer, as BigML states it (bigmlcom/python, `multivote.py` and
// `predict_utils/regression.py`; the model-extraction literature takes these numbers for the
// identity of a leaf).

import Foundation

/// The confidence that BigML gives with the answer of a node, from the node's training rows.
public enum NodeConfidence {
  /// The quantile of the normal distribution that both bounds use.
  static let z = 1.96

  /// The decimals that a service shows.
  static let decimals = 5

  /// Lower end of Wilson's interval for the share of the most frequent class.
  ///
  /// (p + z²/2n - z sqrt((p (1 - p) + z²/4n) / n)) / (1 + z²/n) with p the share and z = 1.96
  /// (Wilson 1927).
  /// - Parameters:
  ///   - majority: Rows of the most frequent class, from 1 to `count`.
  ///   - count: Rows in all.
  public static func lowerBound(majority: Int, of count: Int) -> Double {
    precondition(count > 0 && (0...count).contains(majority), "\(majority) of \(count) rows")
    let n = Double(count)
    let share = Double(majority) / n
    let spread = z * ((share * (1 - share) + z * z / (4 * n)) / n).squareRoot()
    return (share + z * z / (2 * n) - spread) / (1 + z * z / n)
  }

  /// Upper bound of the error of the mean's prediction, in the target's unit.
  ///
  /// sqrt(S / q · (√n + z)² / n), where S is the sum of squared deviations from the mean and q the
  /// quantile of the chi-square distribution of n degrees of freedom at 1 - erf(z / √2): about 5%.
  /// - Parameters:
  ///   - squares: The sum S, 0 or more.
  ///   - count: Rows, n, at least 1.
  public static func errorBound(squares: Double, of count: Int) -> Double {
    precondition(count > 0 && squares >= 0, "\(count) rows of squared deviations \(squares)")
    let n = Double(count)
    let quantile = chiSquareQuantile(1 - erf(z / 2.0.squareRoot()), degrees: n)
    return (squares / quantile * (n.squareRoot() + z) * (n.squareRoot() + z) / n).squareRoot()
  }

  /// A confidence with as many decimals as the service shows: 5.
  public static func rounded(_ confidence: Double) -> Double {
    let scaled = confidence * 1e5
    return abs(scaled) < 0x1p53 ? scaled.rounded() / 1e5 : confidence
  }
}
