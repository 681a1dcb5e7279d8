/// Reads CSV files (RFC 4180), plain or compressed with gzip.
///
/// The file is UTF-8, with or without a byte order mark, and its first record names the columns.
/// Records end in CR LF, LF or CR; blank lines at the end are ignored. Cells are kept as they are,
/// spaces included. Compression is recognised by the first two bytes, whatever the file's name.
public struct CSVReader: Sendable {
  /// What stands between two cells.
  public enum Delimiter: String, Sendable, Codable, CaseIterable {
    /// The comma of RFC 4180.
    case comma = ","
    /// The semicolon, usual where the comma is the decimal sign.
    case semicolon = ";"
    /// The tabulator.
    case tab = "\t"
    /// The vertical bar.
    case bar = "|"

    var byte: UInt8 { rawValue.utf8.first! }
  }

  /// The delimiter; `nil` takes the one that stands most often in the header's line.
  public var delimiter: Delimiter?
  /// Largest number of bytes that a file may hold, after decompression.
  public var maximumBytes: Int

  /// A reader that infers the delimiter unless one is given.
  public init(delimiter: Delimiter? = nil, maximumBytes: Int = 1 << 30) {
    self.delimiter = delimiter
    self.maximumBytes = maximumBytes
  }

  /// The table in a file.
  ///
  /// - Complexity: O(bytes); about 50 MB per second.
  /// - Throws: `EstimatorError` of code `unreadableFile` or `malformedTable`.
  public func table(at path: String) throws(EstimatorError) -> CSVTable {
    try table(from: try readFile(path, maximumBytes: maximumBytes), name: path)
  }

  /// The table in the bytes of a file, which errors call `name`.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile` or `malformedTable`.
  public func table(from bytes: [UInt8], name: String) throws(EstimatorError) -> CSVTable {
    var records = try records(from: bytes, name: name)
    let header = records.removeFirst()
    try check(header, name: name)
    guard !records.isEmpty else {
      throw EstimatorError(.malformedTable, "\(name) holds a header and no rows")
    }
    return CSVTable(
      name: name, header: header.cells, rows: records.map(\.cells), lines: records.map(\.line))
  }

  /// The records of a file, header included: at least one, all of one width.
  func records(from bytes: [UInt8], name: String) throws(EstimatorError) -> [CSVParser.Record] {
    let text = try decodedText(bytes, name: name)
    let delimiter = delimiter ?? Self.likelyDelimiter(text)
    var parser = CSVParser(text, delimiter: delimiter.byte, name: name)
    var records: [CSVParser.Record] = []
    while let record = try parser.next() { records.append(record) }
    while records.last?.isBlank == true { records.removeLast() }
    guard let width = records.first?.cells.count else {
      throw EstimatorError(.malformedTable, "\(name) is empty")
    }
    if let ragged = records.first(where: { $0.cells.count != width }) {
      let found = ragged.isBlank ? "a blank line" : "\(ragged.cells.count)"
      throw EstimatorError(
        .malformedTable,
        "\(name), line \(ragged.line): expected \(width) cells as in the first line, "
          + "found \(found)")
    }
    return records
  }

  private func check(_ header: CSVParser.Record, name: String) throws(EstimatorError) {
    var seen: Set<String> = []
    for (index, column) in header.cells.enumerated() {
      if column.trimmingBlanks.isEmpty {
        throw EstimatorError(
          .malformedTable,
          "\(name), line \(header.line): column \(index + 1) of \(header.cells.count) has no name")
      }
      guard seen.insert(column).inserted else {
        throw EstimatorError(
          .malformedTable,
          "\(name), line \(header.line): two columns have the name \(column.quoted)")
      }
    }
  }

  /// The bytes decompressed, checked to be UTF-8, and without the byte order mark.
  private func decodedText(_ bytes: [UInt8], name: String) throws(EstimatorError) -> [UInt8] {
    var text = bytes
    if isGzip(bytes) { text = try gunzip(bytes, maximumBytes: maximumBytes, name: name) }
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    guard String(validating: text, as: UTF8.self) == nil else { return text }
    var (line, start) = (1, 0)
    for (end, byte) in text.enumerated()
    where byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      if String(validating: text[start..<end], as: UTF8.self) == nil { break }
      start = end + 1
      let isPair = byte == UInt8(ascii: "\r") && text[start...].first == UInt8(ascii: "\n")
      if !isPair { line += 1 }
    }
    throw EstimatorError(
      .malformedTable, "\(name), line \(line): the text is not UTF-8; save the file as UTF-8")
  }

  private static func likelyDelimiter(_ text: [UInt8]) -> Delimiter {
    var counts = [UInt8: Int]()
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    var likely = Delimiter.comma
    for delimiter in Delimiter.allCases
    where counts[delimiter.byte, default: 0] > counts[likely.byte, default: 0] {
      likely = delimiter
    }
    return likely
  }
}
