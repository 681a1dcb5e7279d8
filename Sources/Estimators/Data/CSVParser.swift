// The grammar of RFC 4180, read byte by byte.
//
// Beyond the RFC: a record may end in CR LF, LF or CR; the delimiter may be another byte than the
// comma; a quote inside of an unquoted cell is an ordinary character. Line ends inside of quotes
// are kept as they are.

/// Splits the bytes of a CSV file into records.
struct CSVParser {
  /// One record, with the line on which it starts.
  struct Record {
    var cells: [String]
    var line: Int
    /// Whether the line holds nothing at all.
    var isBlank: Bool
  }

  private let bytes: [UInt8]
  private let name: String
  private let delimiter: UInt8
  private var position = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")

  /// A parser of valid UTF-8 without a byte order mark; `name` is the file in errors.
  init(_ bytes: [UInt8], delimiter: UInt8, name: String) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.name = name
  }

  /// The next record, or `nil` at the end of the file.
  mutating func next() throws(EstimatorError) -> Record? {
    guard position < bytes.count else { return nil }
    let start = line
    let isBlank = isAtLineEnd
    var cells = [try nextCell()]
    while position < bytes.count, bytes[position] == delimiter {
      position += 1
      cells.append(try nextCell())
    }
    skipLineEnd()
    return Record(cells: cells, line: start, isBlank: isBlank)
  }

  private var isAtLineEnd: Bool {
    position < bytes.count
      && (bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn)
  }

  private mutating func skipLineEnd() {
    guard isAtLineEnd else { return }
    let isPair =
      bytes[position] == Self.carriageReturn && position + 1 < bytes.count
      && bytes[position + 1] == Self.lineFeed
    position += isPair ? 2 : 1
    line += 1
  }

  private mutating func nextCell() throws(EstimatorError) -> String {
    if position < bytes.count, bytes[position] == Self.quote { return try quotedCell() }
    let start = position
    while position < bytes.count, bytes[position] != delimiter, !isAtLineEnd { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedCell() throws(EstimatorError) -> String {
    let start = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else {
          try expectEndOfCell()
          return String(decoding: content, as: UTF8.self)
        }
        content.append(Self.quote)
        position += 1
      } else if isAtLineEnd {
        let end = position
        skipLineEnd()
        content.append(contentsOf: bytes[end..<position])
      } else {
        content.append(bytes[position])
        position += 1
      }
    }
    throw EstimatorError(
      .malformedTable, "\(name), line \(start): a quote opens here and is never closed")
  }

  private func expectEndOfCell() throws(EstimatorError) {
    guard position < bytes.count, bytes[position] != delimiter, !isAtLineEnd else { return }
    let rest = String(decoding: bytes[position...].prefix(12), as: UTF8.self)
    throw EstimatorError(
      .malformedTable,
      "\(name), line \(line): \(rest.quoted) follows a closing quote, where a quote inside of a "
        + "cell must be doubled")
  }
}
