public import Estimators
import LinearAlgebra
import Oracles

/// Where an attack's queries come from.
public enum QueryPoints: Sendable, Hashable {
  /// Independent uniform inputs of the target's space.
  ///
  /// Of rows with categories, those are passed over at first that add no equation to the ones before:
  /// else a rare category would stay unasked.
  case uniform
  /// Given inputs, asked in order.
  case listed([Query])

  /// Holds a list to a space, so that a wrong point is named before a query is spent.
  func validate(in space: InputSpace) throws(OracleError) {
    guard case .listed(let inputs) = self else { return }
    guard !inputs.isEmpty else {
      throw OracleError(.invalidQuery, "the list of query points is empty: give at least one")
    }
    try space.validate(inputs)
  }

  /// The next `count` inputs after the first `used`; fewer if the list ends.
  ///
  /// - Parameter covered: The span of the inputs drawn before, for spaces of rows.
  func draw(
    _ count: Int, after used: Int, in space: InputSpace, extending covered: inout PointSpan,
    using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    switch (self, space) {
    case (.uniform, .encoded): space.uniformQueries(count, using: &generator)
    case (.uniform, .raw):
      (0..<count).map { _ in
        space.uniformQuery(extending: &covered, using: &generator)
      }
    case (.listed(let inputs), _): Array(inputs.dropFirst(used).prefix(count))
    }
  }
}

extension InputSpace {
  /// A uniform input, of those that add a direction to a span until it holds them all.
  func uniformQuery(
    extending covered: inout PointSpan, using generator: inout some RandomNumberGenerator
  ) -> Query {
    var query = uniformQueries(1, using: &generator)[0]
    var trials = 0
    // A category of many comes up once in as many draws, so that some patience is needed.
    while covered.rank < rank, !covered.insert(points(for: [query]).elements), trials < 20 * rank {
      query = uniformQueries(1, using: &generator)[0]
      trials += 1
    }
    return query
  }
}
