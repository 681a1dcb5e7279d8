/// The inputs that reach a node of a decision tree: a side per feature.
public struct Region: Sendable, Hashable {
  /// What is left of each feature, in the schema's order.
  public var sides: [Side]

  /// What is left of one feature.
  public enum Side: Sendable, Hashable {
    /// The numbers above the first and up to the second bound.
    case interval(above: Double, upTo: Double)
    /// The categories, by rising index.
    case categories([Int])
  }

  /// The region of the root: every number and every category.
  public init(_ schema: Schema) {
    sides = schema.features.map { feature in
      switch feature.kind {
      case .numeric: .interval(above: -.infinity, upTo: .infinity)
      case .categorical(let names): .categories(Array(names.indices))
      }
    }
  }

  /// What is left of a feature.
  public subscript(feature: Int) -> Side {
    get { sides[feature] }
    set { sides[feature] = newValue }
  }
}

extension Region.Side {
  /// What a branch of a split on this feature leaves; `nil` if that is nothing, or if the branch
  /// takes a category that isn't there.
  public func narrowed(to branch: Int, of split: Split) -> Region.Side? {
    switch (self, split) {
    case (.interval(let lower, let upper), .threshold(_, let threshold)):
      guard lower < threshold, threshold < upper else { return nil }
      return branch == 0
        ? .interval(above: lower, upTo: threshold) : .interval(above: threshold, upTo: upper)
    case (.categories(let present), .categories(_, let groups)):
      let group = groups[branch]
      return Set(group).isSubset(of: present) ? .categories(group.sorted()) : nil
    default: return nil
    }
  }
}
