import Foundation

/// A JSON object on one line without the text in it: all other keys, byte for byte.
public struct LineFrame: Sendable, Equatable {
  /// What stands before, between and behind the places of the text; usually two pieces.
  private let pieces: [[UInt8]]

  /// A frame that holds nothing but the text.
  public init(field: String) {
    pieces = [Array("{".utf8) + Self.string(Array(field.utf8)) + Array(":".utf8), Array("}".utf8)]
  }

  /// The frame of a line that is a JSON object; `nil` if it has no string under the key.
  ///
  /// A key that stands there twice is replaced twice.
  init?(_ line: [UInt8], field: String) {
    var reader = ObjectReader(line)
    guard let start = reader.open() else { return nil }
    var pieces: [[UInt8]] = []
    var place = start
    while let (key, value) = reader.member() {
      guard line[value.lowerBound] == UInt8(ascii: "\""), Self.isKey(line[key], field) else {
        continue
      }
      pieces.append(Array(line[place..<value.lowerBound]))
      place = value.upperBound
    }
    guard !pieces.isEmpty else { return nil }
    self.pieces = pieces + [Array(line[place..<reader.position])]
  }

  /// The line with a text, which must be UTF-8.
  public func line(text: [UInt8]) -> [UInt8] { Array(pieces.joined(separator: Self.string(text))) }

  /// Whether a string of JSON is the key.
  private static func isKey(_ string: ArraySlice<UInt8>, _ field: String) -> Bool {
    guard string.contains(UInt8(ascii: "\\")) else {
      return string.dropFirst().dropLast().elementsEqual(field.utf8)
    }
    let value = try? JSONSerialization.jsonObject(with: Data(string), options: .fragmentsAllowed)
    return value as? String == field
  }

  /// A text as a string of JSON.
  private static func string(_ text: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\""), backslash = UInt8(ascii: "\\")
    var string: [UInt8] = [quote]
    string.reserveCapacity(text.count + text.count / 16 + 2)
    for byte in text {
      switch byte {
      case quote, backslash: string += [backslash, byte]
      case UInt8(ascii: "\n"): string += [backslash, UInt8(ascii: "n")]
      case UInt8(ascii: "\r"): string += [backslash, UInt8(ascii: "r")]
      case UInt8(ascii: "\t"): string += [backslash, UInt8(ascii: "t")]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        string += "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8
      default: string.append(byte)
      }
    }
    string.append(quote)
    return string
  }
}
