public import Foundation
import Runs

/// Any JSON, kept as it was written: what a run was asked and what came out.
public enum JSONValue: Sendable, Hashable, Codable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A whole number beyond `Int64`, such as a seed.
  case unsigned(UInt64)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Values by name.
  case object([String: JSONValue])

  /// Reads JSON.
  ///
  /// - Parameters:
  ///   - data: The text.
  ///   - name: What it is, for the error.
  /// - Throws: `RunsError` of code `format` if it is no JSON.
  public init(_ data: Data, of name: String) throws {
    do {
      self = try JSONDecoder().decode(JSONValue.self, from: data)
    } catch {
      throw RunsError(.format, "\(name) is no JSON: repeat the run", underlying: error)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(UInt64.self) {
      self = .unsigned(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .unsigned(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    }
  }

  /// A value of an object, if this is one that has it.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let values) = self else { return nil }
    return values[key]
  }

  /// The same with every text replaced; the texts of a list go by the list's name.
  public func mappingTexts(
    named name: String = "", _ change: (_ name: String, _ text: String) -> String
  ) -> JSONValue {
    switch self {
    case .string(let text): .string(change(name, text))
    case .array(let values): .array(values.map { $0.mappingTexts(named: name, change) })
    case .object(let values):
      .object(
        Dictionary(
          uniqueKeysWithValues: values.map { ($0, $1.mappingTexts(named: $0, change)) }))
    case .null, .boolean, .integer, .unsigned, .number: self
    }
  }

  /// The JSON as text, keys sorted: on one line, or on many for people.
  public func text(isPretty: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
