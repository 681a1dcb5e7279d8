/// How a request says that a value is missing.
public enum MissingForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// The name of the feature doesn't occur.
  case omitted
  /// `null`.
  case null
  /// An empty string.
  case empty
  /// A number that is none.
  case nan
}
