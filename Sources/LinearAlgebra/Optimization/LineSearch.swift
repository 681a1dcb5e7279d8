// How far to go along a descent direction: bracketing and zooming with cubic interpolation.
//
// Nocedal and Wright 2006, "Numerical Optimization", algorithms 3.5 and 3.6. Close to a minimum the
// values differ by rounding alone; there the decrease is judged by the slope, as in Hager and
// Zhang 2005 (the approximate Wolfe conditions).

/// A search for a step that satisfies the strong Wolfe conditions.
struct LineSearch {
  /// The share of the promised decrease that a step must reach, c1.
  var sufficientDecrease = 1e-4
  /// The share of the first slope that may be left, c2.
  var curvature = 0.9
  /// Evaluations after which the best step so far is taken.
  var maximumEvaluations = 60

  /// The objective and its slope along the direction, a step away from the origin.
  struct Trial {
    var step: Double
    var value: Double
    var slope: Double
    /// Whether the objective is defined there.
    var isFinite: Bool { value.isFinite && slope.isFinite }
  }

  /// Lengthens the step until it satisfies the conditions or brackets a step that does.
  ///
  /// - Parameters:
  ///   - origin: The trial at step 0; its slope is negative.
  ///   - firstStep: The first step to try, above 0.
  ///   - evaluate: The trial of a step. A value that is not finite counts as too far.
  /// - Returns: A step that decreases the value; `nil` if none was found.
  func search(from origin: Trial, firstStep: Double, _ evaluate: (Double) -> Trial) -> Trial? {
    var remaining = maximumEvaluations
    var previous = origin
    var step = firstStep
    while remaining > 0 {
      let trial = evaluate(step)
      remaining -= 1
      let rises = previous.step > 0 && trial.value > previous.value + noise(origin)
      if !trial.isFinite || !decreases(trial, from: origin) || rises {
        return zoom(low: previous, high: trial, origin, &remaining, evaluate)
      }
      if abs(trial.slope) <= -curvature * origin.slope { return trial }
      if trial.slope >= 0 { return zoom(low: trial, high: previous, origin, &remaining, evaluate) }
      previous = trial
      step *= 4
    }
    return previous.step > 0 ? previous : nil
  }

  /// Narrows a bracket: `low` is the best step so far, and its slope points towards `high`.
  private func zoom(
    low: Trial, high: Trial, _ origin: Trial, _ remaining: inout Int,
    _ evaluate: (Double) -> Trial
  ) -> Trial? {
    var (low, high) = (low, high)
    while remaining > 0, abs(high.step - low.step) > 1e-16 * max(low.step, high.step) {
      let trial = evaluate(interpolate(low, high))
      remaining -= 1
      let undercuts = low.step == 0 || trial.value <= low.value + noise(origin)
      guard trial.isFinite, decreases(trial, from: origin), undercuts else {
        high = trial
        continue
      }
      if abs(trial.slope) <= -curvature * origin.slope { return trial }
      if trial.slope * (high.step - low.step) >= 0 { high = low }
      low = trial
    }
    return low.step > 0 ? low : nil
  }

  /// The sufficient decrease, by the values or, where rounding hides it, by the slope.
  private func decreases(_ trial: Trial, from origin: Trial) -> Bool {
    if trial.value <= origin.value + sufficientDecrease * trial.step * origin.slope { return true }
    return abs(trial.value - origin.value) <= noise(origin)
      && trial.slope <= (2 * sufficientDecrease - 1) * origin.slope
  }

  /// Differences of values up to this may be rounding.
  private func noise(_ origin: Trial) -> Double { 1e-14 * abs(origin.value) }

  /// The minimum of the cubic through both ends, kept off the ends; a tenth if one is not finite.
  private func interpolate(_ low: Trial, _ high: Trial) -> Double {
    let width = high.step - low.step
    guard high.isFinite else { return low.step + 0.1 * width }
    let slopes = low.slope + high.slope - 3 * (high.value - low.value) / width
    let discriminant = slopes * slopes - low.slope * high.slope
    guard discriminant >= 0 else { return low.step + 0.5 * width }
    let root = discriminant.squareRoot() * (width < 0 ? -1 : 1)
    let share = 1 - (high.slope + root - slopes) / (high.slope - low.slope + 2 * root)
    return low.step + (share.isFinite ? min(max(share, 0.1), 0.9) : 0.5) * width
  }
}
