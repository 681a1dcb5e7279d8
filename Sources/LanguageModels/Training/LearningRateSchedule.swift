import Foundation

/// A linear warm-up to the peak, then half a cosine down to a floor.
public struct LearningRateSchedule: Sendable, Hashable {
  /// The highest rate.
  public var peak: Float
  /// The rate of the last step and of any after it.
  public var floor: Float
  /// Steps of the rise; step 0 has a share of it, not 0.
  public var warmUp: Int
  /// Steps in all.
  public var steps: Int

  /// A schedule; the floor is a tenth of the peak unless given.
  public init(peak: Float, floor: Float? = nil, warmUp: Int, steps: Int) {
    self.peak = peak
    self.floor = floor ?? peak / 10
    self.warmUp = warmUp
    self.steps = steps
  }

  /// The rate of a step, counted from 0.
  public func rate(at step: Int) -> Float {
    if step < warmUp { return peak * Float(step + 1) / Float(warmUp) }
    guard step + 1 < steps else { return floor }
    let share = Double(step - warmUp) / Double(steps - 1 - warmUp)
    return floor + (peak - floor) * Float(0.5 * (1 + cos(.pi * share)))
  }
}
