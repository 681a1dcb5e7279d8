import Memorization

/// What is shown of the texts in a run's findings, which may hold somebody's data.
///
/// A finding is JSON. Names that Skua itself gives stay readable; any other text is hidden, so that a
/// field which is added later is hidden until somebody decides otherwise.
public struct FindingMask: Sendable {
  /// Replaces a text, given the name of its field.
  public let replace: @Sendable (_ field: String, _ text: String) -> String

  /// A mask.
  public init(_ replace: @escaping @Sendable (_ field: String, _ text: String) -> String) {
    self.replace = replace
  }

  /// Shows everything.
  public static let revealing = FindingMask { _, text in text }

  /// Shows how long each text is.
  public static let hiding = FindingMask { field, text in
    names.contains(field) ? text : "(\(text.utf8.count) bytes, hidden)"
  }

  /// Masks what is personal in each text.
  public static let redacting = FindingMask { field, text in
    names.contains(field) ? text : Redactor().redact(fragment: text)
  }

  /// Fields of a finding whose texts are Skua's own words.
  public static let names: Set<String> = [
    "categories", "group", "groups", "kind", "metric", "metrics", "scheme", "schemes", "status",
    "view",
  ]

  /// A value with the texts of its findings replaced, wherever it has any.
  func masking(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.map(masking))
    case .object(let values):
      .object(
        Dictionary(
          uniqueKeysWithValues: values.map { key, value in
            (key, key == "findings" ? value.mappingTexts(replace) : masking(value))
          }))
    default: value
    }
  }
}
