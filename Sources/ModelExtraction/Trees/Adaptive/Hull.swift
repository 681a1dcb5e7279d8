import Estimators

/// What is left of one feature in a part of the input space: values that can be asked.
enum Extent: Hashable {
  case interval(Double, Double)
  case categories([Int])

  /// All values of a feature.
  init(_ feature: Feature) {
    switch feature.kind {
    case .numeric(let minimum, let maximum): self = .interval(minimum, maximum)
    case .categorical(let names): self = .categories(Array(names.indices))
    }
  }

  func contains(_ value: Value) -> Bool {
    switch (self, value) {
    case (.interval(let lower, let upper), .number(let number)): lower <= number && number <= upper
    case (.categories(let present), .category(let category)): present.contains(category)
    default: false
    }
  }

  /// The first value.
  var low: Value {
    switch self {
    case .interval(let lower, _): .number(lower)
    case .categories(let present): .category(present.first ?? 0)
    }
  }

  /// The last value.
  var high: Value {
    switch self {
    case .interval(_, let upper): .number(upper)
    case .categories(let present): .category(present.last ?? 0)
    }
  }
}

/// The smallest box around all samples of one identity.
///
/// The inputs that end at a node are a box, so that whatever lies in the hull of a node's samples
/// ends there too, and need not be asked.
struct Hull {
  private(set) var sides: [Side]

  enum Side: Hashable {
    case interval(Double, Double)
    case categories(Set<Int>)
    /// The node's fields say that the feature was never looked at.
    case everything
  }

  /// The hull of samples of one identity.
  ///
  /// - Parameter ignored: Positions of features that the node doesn't depend on.
  init(of samples: some Sequence<[Value]>, ignoring ignored: (Int) -> Bool) {
    sides = []
    for values in samples {
      if sides.isEmpty {
        sides = values.enumerated().map { position, value in
          if ignored(position) { return .everything }
          switch value {
          case .number(let number): return .interval(number, number)
          case .category(let category): return .categories([category])
          case .missing: return .everything
          }
        }
      } else {
        extend(to: values)
      }
    }
  }

  private mutating func extend(to values: [Value]) {
    for (position, value) in values.enumerated() {
      switch (sides[position], value) {
      case (.interval(let lower, let upper), .number(let number)):
        if number < lower || number > upper {
          sides[position] = .interval(min(lower, number), max(upper, number))
        }
      case (.categories(var set), .category(let category)):
        if set.insert(category).inserted { sides[position] = .categories(set) }
      default: break
      }
    }
  }

  /// Positions in which two hulls have no value in common.
  func apart(from other: Hull) -> [Int] {
    sides.indices.filter { position in
      switch (sides[position], other.sides[position]) {
      case (.interval(let lower, let upper), .interval(let otherLower, let otherUpper)):
        upper < otherLower || otherUpper < lower
      case (.categories(let mine), .categories(let theirs)): mine.isDisjoint(with: theirs)
      default: false
      }
    }
  }

  /// A point of this hull and one of another that differ in as few features, by as little, as can
  /// be.
  func nearestPoints(to other: Hull, within extents: [Extent]) -> ([Value], [Value]) {
    var mine: [Value] = []
    var theirs: [Value] = []
    for position in sides.indices {
      let pair: (Value, Value)
      switch (sides[position], other.sides[position]) {
      case (.interval(let lower, let upper), .interval(let otherLower, let otherUpper)):
        if upper < otherLower {
          pair = (.number(upper), .number(otherLower))
        } else if otherUpper < lower {
          pair = (.number(lower), .number(otherUpper))
        } else {
          pair = (.number(max(lower, otherLower)), .number(max(lower, otherLower)))
        }
      case (.categories(let set), .categories(let otherSet)):
        if let common = set.intersection(otherSet).min() {
          pair = (.category(common), .category(common))
        } else {
          pair = (.category(set.min() ?? 0), .category(otherSet.min() ?? 0))
        }
      case (.everything, let side), (let side, .everything):
        let value: Value =
          switch side {
          case .interval(let lower, _): .number(lower)
          case .categories(let set): .category(set.min() ?? 0)
          case .everything: extents[position].low
          }
        pair = (value, value)
      default: pair = (extents[position].low, extents[position].low)
      }
      mine.append(pair.0)
      theirs.append(pair.1)
    }
    return (mine, theirs)
  }

  /// Values of a feature that no sample had: the ends of an interval, categories.
  func lacking(_ position: Int, of extent: Extent) -> [Value] {
    switch (sides[position], extent) {
    case (.interval(let lower, let upper), .interval(let least, let most)):
      (lower > least ? [.number(least)] : []) + (upper < most ? [.number(most)] : [])
    case (.categories(let set), .categories(let present)):
      present.filter { !set.contains($0) }.map(Value.category)
    default: []
    }
  }

  /// Whether the hull lies on both sides of a threshold.
  func straddles(_ position: Int, _ bracket: Bracket) -> Bool {
    switch sides[position] {
    case .interval(let lower, let upper): lower <= bracket.lower && upper >= bracket.upper
    case .everything: true
    case .categories: false
    }
  }
}
