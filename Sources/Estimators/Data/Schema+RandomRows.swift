import LinearAlgebra

extension Schema {
  /// A random row as a user could enter it: each feature uniform over what was observed.
  ///
  /// Numbers are uniform between the smallest and the largest one, categories equally likely.
  public func randomRow(using generator: inout some RandomNumberGenerator) -> Query {
    Query(
      features.map { feature in
        switch feature.kind {
        case .numeric(let minimum, let maximum):
          .number(generator.uniform(from: minimum, to: maximum))
        case .categorical(let names):
          .category(generator.integer(below: names.count))
        }
      })
  }

  /// Independent random rows.
  public func randomRows(
    count: Int, using generator: inout some RandomNumberGenerator
  ) -> [Query] {
    (0..<count).map { _ in randomRow(using: &generator) }
  }
}
