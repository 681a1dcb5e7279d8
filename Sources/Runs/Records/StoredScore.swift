/// A number that was computed about a sample.
public struct StoredScore: Sendable, Hashable {
  /// The sample's group.
  public let group: String
  /// The sample's number within the group.
  public let number: Int
  /// What was computed, such as a metric's name.
  public let name: String
  /// The number; `nil` where there is none. SQLite holds neither NaN, which comes back as `nil`, nor
  /// the sign of zero.
  public let value: Double?

  /// A score of a sample.
  ///
  /// - Parameters:
  ///   - group: The sample's group.
  ///   - number: The sample's number within the group.
  ///   - name: What was computed; not empty.
  ///   - value: The number; `nil` where there is none.
  public init(group: String, number: Int, name: String, value: Double?) {
    self.group = group
    self.number = number
    self.name = name
    self.value = value
  }
}
