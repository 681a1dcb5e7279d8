public import Memorization

/// A passage of the training text that samples repeat, as reports show it.
///
/// Where the training text isn't known it is a selected sample, for somebody to judge.
public struct AuditFinding: Sendable, Encodable {
  /// Its number, by samples that repeat it.
  public var id: Int
  /// The longest stretch that a sample repeats; personal data is masked unless asked for.
  public var text: String
  /// Documents of the training text in which it stands: k of k-eidetic memorisation.
  @Nullable public var documents: Int?
  /// How often it stands there.
  @Nullable public var occurrences: Int?
  /// Its length in bytes.
  public var length: Int
  /// What kinds of text it is.
  public var categories: [Category]
  /// Whether it is memorised: always where the training text is known, else as somebody has judged;
  /// `null` if nobody has.
  @Nullable public var memorized: Bool?
  /// Whether a selected sample repeats it.
  public var selected: Bool
  /// The schemes whose samples repeat it.
  public var schemes: [SamplingScheme]
  /// The metrics that selected a sample that repeats it.
  public var metrics: [String]
  /// Samples that repeat it.
  public var samples: Int
  /// The number of one that does, in the first of the schemes.
  public var example: Int
  /// The planted string's number in the truth file, if it is one as a whole.
  @Nullable public var planted: Int?
  /// In which reading of the text it agrees.
  public var view: CorpusView

  /// A checksum of the whole text, by which marks are known to be of it.
  public var digest: String

  /// What a page for manual marking calls it: scheme, number, digest.
  public var mark: String { "\(schemes[0].rawValue):\(example):\(digest)" }

  /// The checksum of a sample's text, in hexadecimal digits.
  static func digest(_ text: [UInt8]) -> String {
    String(text.withUnsafeBytes { Checksum.of($0) }, radix: 16)
  }
}
