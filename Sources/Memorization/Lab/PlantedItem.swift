/// One string of a lab's truth: planted so many times, or never.
public struct PlantedItem: Sendable, Codable, Hashable {
  /// What kind of planting it is.
  public enum Family: String, Sendable, Codable, CaseIterable {
    /// An address in one file of JSON lines.
    case url
    /// A random-looking string in one document.
    case highEntropy = "high_entropy"
    /// "The random number is" and nine digits, across documents.
    case digits
    /// A natural passage, across documents.
    case duplicate
    /// Somebody's address, telephone number and e-mail address, across documents.
    case contact
    /// A paragraph of a licence or notice, in very many documents.
    case boilerplate
    /// A document that is easy to predict once it has begun, such as a refrain: it must not count as
    /// memorised.
    case decoy
    /// Text in capitals, across documents.
    case headline
    /// A long source file, many documents of which are copies: what an audit's samples repeat of it are
    /// parts.
    case file
  }

  /// Its number, from 0.
  public let id: Int
  /// What kind of planting it is.
  public let family: Family
  /// The planted string.
  public let text: String
  /// Documents of the training text that hold it.
  public let documents: Int
  /// Its occurrences in the training text.
  public let occurrences: Int
  /// Whether it was planted; a string that was not stands nowhere in the lab.
  public let isInserted: Bool
  /// Of a string that was not planted: the planted one from the same generator, which a fair coin
  /// preferred.
  public let twin: Int?
  /// How it was drawn, such as `hex` or `base64`.
  public let generator: String
  /// Of a link: what its line begins with, up to the random characters.
  public let prompt: String?

  /// An item.
  public init(
    id: Int, family: Family, text: String, documents: Int, occurrences: Int, isInserted: Bool,
    twin: Int? = nil, generator: String, prompt: String? = nil
  ) {
    self.id = id
    self.family = family
    self.text = text
    self.documents = documents
    self.occurrences = occurrences
    self.isInserted = isInserted
    self.twin = twin
    self.generator = generator
    self.prompt = prompt
  }

  private enum CodingKeys: String, CodingKey {
    case id, family, text, documents, occurrences, twin, generator, prompt
    case isInserted = "is_inserted"
  }
}
