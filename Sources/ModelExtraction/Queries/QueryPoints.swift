public import Estimators
import LinearAlgebra
import Oracles

/// Where an attack's queries come from.
public enum QueryPoints: Sendable, Hashable {
  /// Independent uniform inputs of the target's space.
  ///
  /// Rows with categories come in rounds, in each of which every category is asked.
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

  /// The inputs to ask next, chosen before any answer to them is known; none if a list has ended.
  ///
  /// As few random rows as there are unknowns rarely span all that rows can reach, since categories
  /// repeat. Rows are free to draw, so a round is the most independent ones of many.
  /// - Parameters:
  ///   - count: Inputs wished for; a round of rows has as many as it needs.
  ///   - used: Inputs of a list that were asked before.
  func draw(
    _ count: Int, after used: Int, in space: InputSpace,
    using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    switch (self, space) {
    case (.uniform, .encoded): space.uniformQueries(count, using: &generator)
    case (.uniform, .raw(let schema)): schema.independentRows(space, using: &generator)
    case (.listed(let inputs), _): Array(inputs.dropFirst(used).prefix(count))
    }
  }
}

extension Schema {
  /// As many random rows as their encodings have directions, independent of each other.
  fileprivate func independentRows(
    _ space: InputSpace, using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    var candidates: [Query] = []
    // A category of many comes up once in as many draws, so that some patience is needed.
    repeat {
      candidates += space.uniformQueries(8 * space.rank, using: &generator)
    } while !areCovered(by: candidates) && candidates.count < 200 * space.rank
    let design = space.points(for: candidates).appendingOnes()
    return design.independentRows(space.rank).map { candidates[$0] }
  }

  /// Whether every category stands in one of the rows.
  private func areCovered(by rows: [Query]) -> Bool {
    features.indices.allSatisfy { column in
      guard case .categorical(let names) = features[column].kind else { return true }
      return Set(rows.map { $0.values[column] }).count == names.count
    }
  }
}
