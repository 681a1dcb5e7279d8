/// GPT-2's way of writing bytes as visible characters in its files: printable Latin-1 stands for
/// itself, the rest for U+0100 and after.
enum ByteCharacters {
  /// All bytes in the order of their characters, which is the order of their ids in GPT-2.
  static let order: [UInt8] = visible + (0...255).filter { !visible.contains($0) }

  private static let visible: [UInt8] = Array(33...126) + Array(161...172) + Array(174...255)

  /// The character of each byte.
  static let characters: [Unicode.Scalar] = {
    var result = (0...255).map { Unicode.Scalar(UInt8($0)) }
    for (i, byte) in order.dropFirst(visible.count).enumerated() {
      result[Int(byte)] = Unicode.Scalar(UInt32(256 + i))!
    }
    return result
  }()

  private static let bytes: [Unicode.Scalar: UInt8] = Dictionary(
    uniqueKeysWithValues: characters.enumerated().map { ($1, UInt8($0)) })

  /// The bytes that a string of such characters stands for; `nil` if one is none of them.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = bytes[scalar] else { return nil }
      result.append(byte)
    }
    return result
  }

  /// The string for bytes.
  static func encode(_ bytes: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    for byte in bytes { result.append(characters[Int(byte)]) }
    return String(result)
  }
}
