// The schema in a model file: {"classes": [..], "features": [..], "target": ".."}, where a feature
// is {"kind": "numeric", "maximum": 90, "minimum": 17, "name": "age"} or {"categories": ["Female",
// "Male"], "kind": "categorical", "name": "sex"}.

extension Feature {
  private enum CodingKeys: String, CodingKey { case name, kind, minimum, maximum, categories }

  private enum KindName: String, Codable { case numeric, categorical }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .name)
    switch try container.decode(KindName.self, forKey: .kind) {
    case .numeric:
      let minimum = try container.decode(Double.self, forKey: .minimum)
      let maximum = try container.decode(Double.self, forKey: .maximum)
      guard minimum <= maximum else {
        throw DecodingError.dataCorruptedError(
          forKey: .minimum, in: container,
          debugDescription:
            "the smallest value of feature '\(name)' is \(minimum), the largest one \(maximum)")
      }
      // What lies between them is halved and searched.
      guard (maximum - minimum).isFinite else {
        throw DecodingError.dataCorruptedError(
          forKey: .minimum, in: container,
          debugDescription:
            "feature '\(name)' reaches from \(minimum) to \(maximum), further than numbers go")
      }
      self.init(name: name, kind: .numeric(minimum: minimum, maximum: maximum))
    case .categorical:
      let categories = try container.decode([String].self, forKey: .categories)
      guard !categories.isEmpty, Set(categories).count == categories.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .categories, in: container,
          debugDescription: "feature '\(name)' has no categories, or one of them twice")
      }
      self.init(name: name, kind: .categorical(categories))
    }
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    switch kind {
    case .numeric(let minimum, let maximum):
      try container.encode(KindName.numeric, forKey: .kind)
      try container.encode(minimum, forKey: .minimum)
      try container.encode(maximum, forKey: .maximum)
    case .categorical(let categories):
      try container.encode(KindName.categorical, forKey: .kind)
      try container.encode(categories, forKey: .categories)
    }
  }
}
