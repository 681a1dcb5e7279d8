/// One input to a model: a value per feature, in the order of the input space.
public struct Query: Sendable, Hashable {
  /// One value per feature.
  public var values: [Value]

  /// An input of the given values.
  public init(_ values: [Value]) { self.values = values }

  /// An input of numbers alone, such as a point of the encoded cube.
  public init(numbers: some Sequence<Double>) { self.values = numbers.map(Value.number) }
}

/// The value of one feature.
public enum Value: Sendable, Hashable {
  /// A number in the feature's own unit.
  case number(Double)
  /// The index of a category in the schema's list.
  case category(Int)
  /// No value.
  case missing
}
