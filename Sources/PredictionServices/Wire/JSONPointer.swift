/// Where in a JSON value another one stands (RFC 6901), such as `/predictions/0/score`.
public struct JSONPointer: Sendable, Hashable {
  /// The names and indices on the way, unescaped; none point at the whole value.
  public let steps: [String]

  /// The pointer that a text stands for: empty, or each step after a slash.
  ///
  /// - Throws: `ServiceError` of code `unsupported` for another beginning, or a tilde that is
  ///   neither `~0` nor `~1`.
  public init(_ text: String) throws(ServiceError) {
    guard text.isEmpty || text.hasPrefix("/") else {
      throw ServiceError(
        .unsupported, "'\(text)' is no JSON pointer: it must begin with '/', as in '/label'")
    }
    var steps: [String] = []
    for step in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let unescaped = Self.unescaped(step) else {
        throw ServiceError(
          .unsupported, "'\(text)' is no JSON pointer: '~' must be written as '~0'")
      }
      steps.append(unescaped)
    }
    self.steps = steps
  }

  /// The pointer of steps that need no escapes.
  init(steps: String...) { self.steps = steps }

  private static func unescaped(_ step: Substring) -> String? {
    var text = ""
    var rest = step[...]
    while let character = rest.popFirst() {
      guard character == "~" else {
        text.append(character)
        continue
      }
      switch rest.popFirst() {
      case "0": text.append("~")
      case "1": text.append("/")
      default: return nil
      }
    }
    return text
  }
}

extension JSON {
  /// The value at a pointer, or `nil` if nothing stands there.
  public subscript(_ pointer: JSONPointer) -> JSON? {
    var value = self
    for step in pointer.steps {
      switch value {
      case .object(let object):
        guard let member = object[step] else { return nil }
        value = member
      case .array(let elements):
        let isPlain = step == "0" || (step.utf8.first != 0x30 && step.utf8.allSatisfy(\.isDigit))
        guard isPlain, let index = Int(step), elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}

extension JSONPointer: Codable {
  /// Reads the text of a pointer.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text of the pointer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let escaped = steps.map { step in
      "/"
        + step.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
        .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }
    try container.encode(escaped.joined())
  }
}
