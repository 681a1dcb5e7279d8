import Estimators
import Foundation

/// Puts rows into the places of a template.
struct TemplateFilling {
  private let model: ServiceModel
  private let writer: RowWriter
  private let rows: [Query]

  init(_ model: ServiceModel, _ format: RowFormat, rows: [Query]) {
    self.model = model
    self.rows = rows
    writer = RowWriter(model, format)
  }

  /// A part of a path with the model's name in it, percent-encoded.
  func path(_ part: String) -> String {
    let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
    let name = model.name.addingPercentEncoding(withAllowedCharacters: allowed) ?? model.name
    return part.replacing("{{model}}", with: name)
  }

  /// The template with all places filled.
  func filled(_ json: JSON) throws(ServiceError) -> JSON {
    if TemplatePlaces(json).hasSingleRow, !hasRepeated(json), rows.count != 1 {
      throw ServiceError(
        .unsupported, "the template has a place for one row, and \(rows.count) are sent")
    }
    return try filled(json, row: 0) ?? .null
  }

  /// Whether an array somewhere is repeated for each row.
  private func hasRepeated(_ json: JSON) -> Bool {
    switch json {
    case .array(let elements):
      elements.count == 1 && TemplatePlaces(elements[0]).hasSingleRow
        || elements.contains(where: hasRepeated)
    case .object(let object): object.members.contains { hasRepeated($0.value) }
    default: false
    }
  }

  /// A part of the template filled; `nil` if its value is omitted.
  private func filled(_ json: JSON, row: Int) throws(ServiceError) -> JSON? {
    switch json {
    case .string(let text): return try value(of: text, row: row)
    case .array(let elements):
      var filled: [JSON] = []
      if rows.count > 1, elements.count == 1, TemplatePlaces(elements[0]).hasSingleRow {
        for row in rows.indices {
          if let element = try self.filled(elements[0], row: row) { filled.append(element) }
        }
      } else {
        for element in elements {
          if let element = try self.filled(element, row: row) { filled.append(element) }
        }
      }
      return .array(filled)
    case .object(let object):
      var filled = JSON.Object()
      for member in object.members {
        if let value = try self.filled(member.value, row: row) { filled.append(member.name, value) }
      }
      return .object(filled)
    default: return json
    }
  }

  /// What a string of the template becomes.
  private func value(of text: String, row: Int) throws(ServiceError) -> JSON? {
    switch text {
    case "{{rows}}":
      var lists: [JSON] = []
      for row in rows { lists.append(.array(try writer.list(row))) }
      return .array(lists)
    case "{{records}}":
      var records: [JSON] = []
      for row in rows { records.append(.object(try writer.record(row))) }
      return .array(records)
    case "{{row}}": return .array(try writer.list(rows[row]))
    case "{{record}}": return .object(try writer.record(rows[row]))
    case "{{columns}}": return .array(model.schema.features.map { .string($0.name) })
    case "{{model}}": return .string(model.name)
    default: return try substituted(text, row: row)
    }
  }

  /// A string with places for single values in it, or such a place as a whole.
  private func substituted(_ text: String, row: Int) throws(ServiceError) -> JSON? {
    let pieces = TemplatePlaces.pieces(of: text)
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .place("model"): result += model.name
      case .place(let name):
        guard name.hasPrefix("feature:") else {
          throw ServiceError(
            .unsupported, "the template has an unknown place \("{{\(name)}}".quoted)")
        }
        let feature = String(name.dropFirst("feature:".count))
        let value = try writer.record(rows[row])
        guard model.schema.features.contains(where: { $0.name == feature }) else {
          throw ServiceError(
            .unsupported,
            "the template names the feature \(feature.quoted); the model takes "
              + model.schema.features.map(\.name).listed())
        }
        if pieces.count == 1 { return value[feature] }
        switch value[feature] {
        case .string(let text)?, .number(let text)?: result += text
        default: break
        }
      }
    }
    return .string(result)
  }
}

/// The places of a template.
struct TemplatePlaces {
  /// Whether one row, or one of its values, has a place.
  let hasSingleRow: Bool
  /// Whether rows have a place at all.
  let hasRows: Bool

  /// A piece of a string: text, or the name of a place.
  enum Piece { case text(String), place(String) }

  init(_ json: JSON) {
    var names: Set<String> = []
    Self.collect(json, into: &names)
    hasSingleRow = names.contains { $0 == "row" || $0 == "record" || $0.hasPrefix("feature:") }
    hasRows = hasSingleRow || names.contains("rows") || names.contains("records")
  }

  private static func collect(_ json: JSON, into names: inout Set<String>) {
    switch json {
    case .string(let text):
      for case .place(let name) in pieces(of: text) { names.insert(name) }
    case .array(let elements): for element in elements { collect(element, into: &names) }
    case .object(let object): for member in object.members { collect(member.value, into: &names) }
    default: break
    }
  }

  /// A string cut at its places.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "{{"),
      let end = rest[start.upperBound...].firstRange(of: "}}")
    {
      if start.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<start.lowerBound])))
      }
      pieces.append(.place(String(rest[start.upperBound..<end.lowerBound])))
      rest = rest[end.upperBound...]
    }
    if !rest.isEmpty || pieces.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}
