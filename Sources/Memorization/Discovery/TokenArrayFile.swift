// NumPy's format of one array, version 1.0: six bytes "\x93NUMPY", two of the version, two of the header's
// length, a Python dictionary, the numbers. It is written by hand since no Swift library at hand reads it.

import Foundation
public import LanguageModels

/// Rows of equally many tokens in NumPy's `.npy` format, as the language model extraction benchmark has
/// them.
public struct TokenArrayFile: Sendable, Hashable {
  /// Rows of one length.
  public let rows: [[Token]]

  /// An array of rows.
  public init(_ rows: [[Token]]) {
    precondition(Set(rows.map(\.count)).count <= 1, "rows of several lengths")
    self.rows = rows
  }

  private static let magic = Data([0x93]) + Data("NUMPY".utf8)

  /// Reads a file of two dimensions with unsigned or signed integers of 16 or 32 bits, or 64.
  ///
  /// - Throws: `MemorizationError` if it can't be read or holds something else.
  public init(path: String) throws(MemorizationError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(.file, "\(path): there is no such file, or it can't be read")
    }
    func refuse(_ reason: String) -> MemorizationError {
      MemorizationError(.format, "\(path): \(reason)")
    }
    guard data.count >= 10, data.prefix(6) == Self.magic, data[6] == 1 else {
      throw refuse("no NumPy array of version 1.0")
    }
    let length = Int(data[8]) | Int(data[9]) << 8
    guard data.count >= 10 + length else { throw refuse("the file is cut") }
    let header = String(decoding: data[10..<(10 + length)], as: UTF8.self)
    let shape = header.firstMatch(of: /'shape': *\((\d+), *(\d+),?\)/)
    let type = header.firstMatch(of: /'descr': *'<([ui])(\d)'/)
    guard let shape, let type, header.contains("'fortran_order': False"),
      let count = Int(shape.1), let width = Int(shape.2), let bytes = Int(type.2),
      [2, 4, 8].contains(bytes)
    else {
      throw refuse(
        "an array in rows of two dimensions and little-endian integers is needed, not \(header.trimmed)"
      )
    }
    let (size, isOver) = count.multipliedReportingOverflow(by: width)
    guard !isOver, width > 0 || count == 0, size <= data.count / bytes,
      data.count - 10 - length == size * bytes
    else {
      throw refuse("\(count) rows of \(width) numbers don't fill the file")
    }
    let numbers = Array(data[(10 + length)...])
    var rows: [[Token]] = []
    for row in 0..<count {
      rows.append(
        try (0..<width).map { column throws(MemorizationError) -> Token in
          let start = (row * width + column) * bytes
          let value = (0..<bytes).reduce(UInt64(0)) {
            $0 | UInt64(numbers[start + $1]) << UInt64(8 * $1)
          }
          let isNegative = type.1 == "i" && value >> UInt64(8 * bytes - 1) != 0
          guard !isNegative, value <= UInt64(Token.max) else {
            throw refuse("a number in row \(row) is no token")
          }
          return Token(value)
        })
    }
    self.rows = rows
  }

  /// Writes the rows as unsigned integers of 16 bits.
  ///
  /// - Throws: `MemorizationError` if a token needs more bits, or the file can't be written.
  public func write(to path: String) throws(MemorizationError) {
    var header =
      "{'descr': '<u2', 'fortran_order': False, 'shape': (\(rows.count), \(rows.first?.count ?? 0)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    var data =
      Self.magic + Data([1, 0, UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
    data += Data(header.utf8)
    for token in rows.joined() {
      guard let value = UInt16(exactly: token) else {
        throw MemorizationError(.input, "token \(token) needs more than 16 bits")
      }
      data.append(UInt8(value & 255))
      data.append(UInt8(value >> 8))
    }
    do { try data.write(to: URL(filePath: path), options: .atomic) } catch {
      throw MemorizationError(.file, "\(path) can't be written", underlying: error)
    }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
