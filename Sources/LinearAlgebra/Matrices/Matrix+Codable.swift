// A matrix in a file: an array of rows, each an array of numbers.

extension Matrix: Codable {
  /// Reads an array of rows.
  ///
  /// - Throws: `DecodingError` if the rows differ in length. No rows give shape `(0, 0)`.
  public init(from decoder: any Decoder) throws {
    let rows = try [[Double]](from: decoder)
    let columns = rows.first?.count ?? 0
    if let odd = rows.firstIndex(where: { $0.count != columns }) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription:
            "row \(odd) of a matrix holds \(rows[odd].count) numbers, the first one \(columns)"))
    }
    self.init(rows)
  }

  public func encode(to encoder: any Encoder) throws {
    try (0..<rows).map { Array(self[row: $0]) }.encode(to: encoder)
  }
}
