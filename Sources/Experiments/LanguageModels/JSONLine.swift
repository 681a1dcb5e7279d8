public import Foundation

/// One line of a file of JSON lines.
public enum JSONLine {
  /// A value on one line, its keys sorted, with the line's end.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + [UInt8(ascii: "\n")]
  }
}
