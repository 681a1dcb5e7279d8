/// A condition on a row, of which the files put one above each node.
indirect enum Predicate: Sendable, Hashable {
  /// True of every row.
  case always
  /// A number of at most this value.
  case atMost(feature: Int, Double)
  /// One of these categories.
  case oneOf(feature: Int, Set<Int>)
  /// The opposite.
  case not(Predicate)
  /// All of these; true without any.
  case all([Predicate])
  /// One of these at least; false without any.
  case any([Predicate])

  /// True of no row.
  static var never: Predicate { .not(.always) }

  /// A number below this value: up to its lower neighbour.
  static func below(feature: Int, _ value: Double) -> Predicate {
    .atMost(feature: feature, value.nextDown)
  }

  /// Exactly this number.
  static func equals(feature: Int, _ value: Double) -> Predicate {
    .all([.atMost(feature: feature, value), .not(.below(feature: feature, value))])
  }

  /// Exactly one of the two.
  static func either(_ first: Predicate, _ second: Predicate) -> Predicate {
    .any([.all([first, .not(second)]), .all([.not(first), second])])
  }
}
