public import Estimators
import Oracles

/// Where an attack's queries come from.
public enum QueryPoints: Sendable, Hashable {
  /// Independent uniform inputs of the target's space.
  case uniform
  /// Given inputs, asked in order.
  case listed([Query])

  /// The next `count` inputs after the first `used`; fewer if the list ends.
  func draw(
    _ count: Int, after used: Int, in space: InputSpace,
    using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    switch self {
    case .uniform: space.uniformQueries(count, using: &generator)
    case .listed(let inputs): Array(inputs.dropFirst(used).prefix(count))
    }
  }
}
