// JSON (RFC 8259) whose numbers keep their text.
//
// Why by hand: Foundation, and every Swift library we know, reads a number into a `Double` and
// forgets how it was written. The auditor needs the text, since it tells how many decimals a
// service writes and whether it computes in 32 bits, and so how much an answer gives away.

import Estimators

/// A JSON value; numbers are kept as they were written.
public enum JSON: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// The text of a number: by the grammar of RFC 8259, or `NaN`, `Infinity`, `-Infinity` where the
  /// parser was told to take them.
  case number(String)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSON])
  /// Values by name.
  case object(Object)

  /// The members of an object in the order in which they were written, no name twice.
  public struct Object: Sendable, Hashable {
    /// One name and its value.
    public struct Member: Sendable, Hashable {
      /// The name.
      public let name: String
      /// The value.
      public var value: JSON
    }

    /// The members in order.
    public private(set) var members: [Member] = []

    /// An object without members.
    public init() {}

    /// An object of members; the names must differ.
    public init(_ members: [(String, JSON)]) {
      self.members = members.map { Member(name: $0.0, value: $0.1) }
    }

    /// Adds a member whose name the object doesn't have yet.
    public mutating func append(_ name: String, _ value: JSON) {
      members.append(Member(name: name, value: value))
    }

    /// The value of a name, or `nil`.
    ///
    /// - Complexity: O(members).
    public subscript(_ name: String) -> JSON? { members.first { $0.name == name }?.value }
  }
}

extension JSON {
  /// The value of a member, if this is an object that has it.
  public subscript(_ name: String) -> JSON? { object?[name] }

  /// The members, if this is an object.
  public var object: Object? { if case .object(let object) = self { object } else { nil } }

  /// The elements, if this is an array.
  public var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

  /// The text, if this is a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The number nearest to the text of a number; infinite if that is too large.
  public var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }

  /// What kind of value this is, as a part of a sentence.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): "the number \(text.prefix(40))"
    case .string(let text): "the text \(text.quoted)"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Object(elements)) }
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
