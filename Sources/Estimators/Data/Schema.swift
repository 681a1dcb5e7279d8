/// The names and kinds of a table's features, and the classes of its target.
///
/// The schema also fixes the encoding (`Encoder`), since it holds each numeric feature's range and
/// each categorical feature's categories.
public struct Schema: Sendable, Hashable, Codable {
  /// The features in the order of a row.
  public var features: [Feature]
  /// The name of the target column.
  public var target: String
  /// The names of the classes, in the order of their indices.
  public var classes: [String]

  /// A schema of features and classes.
  public init(features: [Feature], target: String, classes: [String]) {
    self.features = features
    self.target = target
    self.classes = classes
  }
}

/// One column of a table that a model reads.
public struct Feature: Sendable, Hashable, Codable {
  /// The column's name.
  public var name: String
  /// Numeric or categorical, with what was observed.
  public var kind: Kind

  /// What a feature's values are.
  public enum Kind: Sendable, Hashable, Codable {
    /// Numbers, with the smallest and the largest one over all rows.
    case numeric(minimum: Double, maximum: Double)
    /// One of the listed categories, ordered by name.
    case categorical([String])
  }

  /// A feature of a name and a kind.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// Number of encoded columns: 1 for a number, one per category otherwise.
  public var encodedWidth: Int {
    switch kind {
    case .numeric: 1
    case .categorical(let categories): categories.count
    }
  }
}
