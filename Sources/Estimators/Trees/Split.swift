/// How an inner node of a decision tree sends inputs on to its children.
public enum Split: Sendable, Hashable {
  /// A number up to the threshold goes to child 0, a larger one to child 1.
  case threshold(feature: Int, Double)
  /// Child i takes the categories, by index, of group i; other categories stop at the node.
  case categories(feature: Int, groups: [[Int]])

  /// The index of the feature that decides.
  public var feature: Int {
    switch self {
    case .threshold(let feature, _), .categories(let feature, _): feature
    }
  }

  /// Number of children.
  public var branches: Int {
    switch self {
    case .threshold: 2
    case .categories(_, let groups): groups.count
    }
  }

  /// Which child takes a value of the feature; `nil` for a missing one, NaN, or a category of no
  /// group.
  public func branch(for value: Value) -> Int? {
    switch (self, value) {
    case (.threshold(_, let threshold), .number(let number)):
      number.isNaN ? nil : number <= threshold ? 0 : 1
    case (.categories(_, let groups), .category(let category)):
      groups.firstIndex { $0.contains(category) }
    default: nil
    }
  }
}

/// As {"feature": 3, "threshold": 1.5} or {"feature": 3, "groups": [[0, 2], [1]]}.
extension Split: Codable {
  private enum CodingKeys: String, CodingKey { case feature, threshold, groups }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let feature = try container.decode(Int.self, forKey: .feature)
    if container.contains(.groups) {
      guard !container.contains(.threshold) else {
        throw DecodingError.dataCorruptedError(
          forKey: .groups, in: container,
          debugDescription: "a split has a threshold or groups of categories, not both")
      }
      self = .categories(feature: feature, groups: try container.decode(forKey: .groups))
    } else {
      self = .threshold(feature: feature, try container.decode(forKey: .threshold))
    }
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(feature, forKey: .feature)
    switch self {
    case .threshold(_, let threshold): try container.encode(threshold, forKey: .threshold)
    case .categories(_, let groups): try container.encode(groups, forKey: .groups)
    }
  }
}

extension KeyedDecodingContainer {
  /// Decodes what the place of the call asks for.
  fileprivate func decode<T: Decodable>(forKey key: Key) throws -> T {
    try decode(T.self, forKey: key)
  }
}
