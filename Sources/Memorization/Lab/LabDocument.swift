/// A document of a lab.
public struct LabDocument: Sendable, Codable, Hashable {
  /// Its name: `train-000001`, `held-out-000001` and so on.
  public let id: String
  /// What kind of text it is, such as `news` or `configuration`.
  public let kind: String
  /// The text.
  public let text: String
  /// Whether something was planted into it; the vocabulary is learned from the others.
  public let isPlanted: Bool

  /// A document; a lab gives those it plants into names of its own.
  public init(id: String, kind: String, text: String, isPlanted: Bool = false) {
    self.id = id
    self.kind = kind
    self.text = text
    self.isPlanted = isPlanted
  }

  private enum CodingKeys: String, CodingKey {
    case id, kind, text
    case isPlanted = "is_planted"
  }
}
