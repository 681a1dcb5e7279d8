// What a metric is called on the command line and in files.

extension MembershipMetric: CustomStringConvertible, Codable {
  /// Its name: a word, or for a reference model the model's name, with "_difference" after it for
  /// the difference.
  public var name: String {
    switch self {
    case .perplexity: "perplexity"
    case .zlib: "zlib"
    case .lowercase: "lowercase"
    case .window: "window"
    case .minK: "min_k"
    case .minKPlusPlus: "min_k_plus_plus"
    case .reference(let model): model
    case .referenceDifference(let model): model + Self.differenceSuffix
    }
  }

  public var description: String { name }

  /// The metric of a name; `nil` if it is neither a built-in one nor one of a reference model.
  ///
  /// - Parameters:
  ///   - name: As `name` gives it.
  ///   - references: The names of the reference models at hand.
  public init?(name: String, references: [String]) {
    guard let metric = Self.all(references: references).first(where: { $0.name == name }) else {
      return nil
    }
    self = metric
  }

  /// Refuses names of reference models that could be taken for another metric.
  ///
  /// - Throws: `MemorizationError` of code `option` if a name is empty, is given twice, is that of
  ///   a built-in metric, ends in "_difference", or holds other characters than lower-case
  ///   letters, digits, "-", "_" and ".".
  public static func checkReferenceNames(_ names: [String]) throws(MemorizationError) {
    for (position, name) in names.enumerated() {
      let complaint: String? =
        if name.isEmpty {
          "is empty"
        } else if !name.utf8.allSatisfy(isNameByte) {
          "may hold only lower-case letters, digits, '-', '_' and '.'"
        } else if builtIn.contains(where: { $0.name == name }) {
          "is that of a metric"
        } else if name.hasSuffix(differenceSuffix) {
          "must not end in '\(differenceSuffix)', which stands for a metric"
        } else if names[..<position].contains(name) {
          "is given twice"
        } else {
          nil
        }
      if let complaint {
        throw MemorizationError(
          .option, "The name '\(name)' of a reference model \(complaint); give it another.")
      }
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Reads a name; one that is not built in is taken for that of a reference model.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    let suffix = Self.differenceSuffix
    guard !name.isEmpty, name != suffix else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(name)' is no name of a metric.")
    }
    let model = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    self = Self(name: name, references: [model]) ?? .reference(name)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
