import LinearAlgebra

/// Writes tables as CSV (RFC 4180): a comma between cells, CR LF after each record, a header.
///
/// Numbers are written in the shortest form that reads as the same `Double`, so that nothing is
/// lost.
public struct CSVWriter: Sendable {
  /// A writer.
  public init() {}

  /// The text of a header and rows.
  public func text(header: [String], rows: some Sequence<[String]>) -> String {
    var text = ""
    append(header, to: &text)
    for row in rows { append(row, to: &text) }
    return text
  }

  /// The text of a table.
  public func text(of table: CSVTable) -> String {
    text(header: table.header, rows: table.rows)
  }

  /// The text of a data set: its features in order, then the target; a missing value is an empty
  /// cell.
  ///
  /// A whole data set without missing values is equal to what `DatasetReader` reads from this text
  /// with the options `DatasetOptions(dataset.schema)`. A part of one is not, as its ranges are
  /// narrower.
  public func text(of dataset: Dataset) -> String {
    let schema = dataset.schema
    let rows = dataset.inputs.indices.lazy.map { row in
      schema.cells(of: dataset.inputs[row]) + [dataset.targetCell(row)]
    }
    return text(header: schema.features.map(\.name) + [schema.target], rows: rows)
  }

  /// The text of a data set as points of the encoded cube, with the target as the last column.
  public func encodedText(of dataset: Dataset) -> String {
    let points = dataset.encoded()
    let rows = dataset.labels.indices.lazy.map { row in
      points[row: row].map(\.shortestText) + [dataset.targetCell(row)]
    }
    let header = Encoder(dataset.schema).columnNames + [dataset.schema.target]
    return text(header: header, rows: rows)
  }

  private func append(_ cells: [String], to text: inout String) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += "," }
      if needsQuotes(cell) {
        text +=
          "\""
          + cell.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
      } else {
        text += cell
      }
    }
    text += "\r\n"
  }

  /// Whether a cell holds what a reader, or its guess of the delimiter, would stumble over.
  private func needsQuotes(_ cell: String) -> Bool {
    cell.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
        UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        true
      default: false
      }
    }
  }
}

extension Dataset {
  /// The target of a row, as a table holds it.
  fileprivate func targetCell(_ row: Int) -> String {
    values.map { $0[row].shortestText } ?? schema.classes[labels[row]]
  }
}
