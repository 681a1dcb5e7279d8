public import Estimators
import LinearAlgebra
import Oracles

/// Where an attack's queries come from.
public enum QueryPoints: Sendable, Hashable {
  /// Independent uniform inputs of the target's space.
  ///
  /// Rows with categories come in rounds that each cover all directions, as many rows as those are:
  /// a row that adds none to its round is passed over. Else some category would stay unasked for
  /// long.
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
  /// A uniform input that adds a direction to a span; a span of all directions begins anew.
  func uniformQuery(
    extending covered: inout PointSpan, using generator: inout some RandomNumberGenerator
  ) -> Query {
    if covered.rank >= rank { covered = PointSpan() }
    var query = uniformQueries(1, using: &generator)[0]
    // A category of many comes up once in as many draws, so that some patience is needed.
    var trials = 0
    while !covered.insert(points(for: [query]).elements), trials < 20 * rank {
      query = uniformQueries(1, using: &generator)[0]
      trials += 1
    }
    return query
  }
}
