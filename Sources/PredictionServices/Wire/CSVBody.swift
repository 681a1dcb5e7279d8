import Estimators

/// Rows as CSV in the body of a request or an answer.
enum CSVBody {
  /// The records of a body, cells as text; with `width`, each must have as many.
  ///
  /// - Throws: `ServiceError` of code `malformedRequest`.
  static func records(
    of body: [UInt8], width: Int? = nil
  ) throws(ServiceError) -> [[String]] {
    guard String(validating: body, as: UTF8.self) != nil else {
      throw .malformed("the CSV body isn't UTF-8")
    }
    let first = body.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !first.isEmpty else { throw .malformed("the CSV body is empty") }
    // The reader wants a header; a body may have none, so it gets one of numbers.
    let columns = width ?? Self.width(of: first)
    let header = (0..<columns).map(String.init).joined(separator: ",") + "\n"
    do {
      let reader = CSVReader(delimiter: .comma)
      return try reader.table(from: Array(header.utf8) + body, name: "body").rows
    } catch {
      throw .malformed("the body is no CSV with \(columns) cells in each line")
    }
  }

  /// Lines of cells, in quotes where they need them.
  static func body(_ rows: [[String]]) -> [UInt8] {
    var text = ""
    for row in rows {
      // A line with nothing on it would be no record.
      text += row == [""] ? "\"\"" : row.map(quotedWhereNeeded).joined(separator: ",")
      text += "\n"
    }
    return Array(text.utf8)
  }

  private static func quotedWhereNeeded(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else { return cell }
    var text = "\""
    for character in cell { text += character == "\"" ? "\"\"" : String(character) }
    return text + "\""
  }

  /// Number of cells in the first line.
  private static func width(of line: ArraySlice<UInt8>) -> Int {
    var (width, isQuoted) = (1, false)
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted { width += 1 }
    }
    return width
  }
}
