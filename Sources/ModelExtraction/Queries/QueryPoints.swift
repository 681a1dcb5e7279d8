public import Estimators
import LinearAlgebra
import Oracles

/// Where an attack's queries come from.
public enum QueryPoints: Sendable, Hashable {
  /// Independent uniform inputs of the target's space.
  case uniform
  /// Given inputs, asked in order.
  case listed([Query])

  /// The inputs to ask first, chosen before any answer is known.
  ///
  /// As few random rows as there are unknowns rarely span all that rows can reach, since categories
  /// repeat. Rows are free to draw, so the most independent of many are taken.
  func opening(
    in space: InputSpace, using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    guard case .uniform = self, case .raw = space else { return [] }
    let candidates = space.uniformQueries(8 * space.rank, using: &generator)
    let design = space.points(for: candidates).appendingOnes()
    return design.independentRows(space.rank).map { candidates[$0] }
  }

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
