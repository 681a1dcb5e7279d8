/// The scalars of a text that need not be valid UTF-8, and between them the bytes that are none.
struct UTF8Pieces: Sequence, IteratorProtocol {
  enum Piece: Equatable {
    case scalar(Unicode.Scalar)
    case invalid(UInt8)
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  mutating func next() -> Piece? {
    guard position < bytes.endIndex else { return nil }
    let lead = bytes[position]
    guard lead >= 0x80 else {
      position += 1
      return .scalar(Unicode.Scalar(lead))
    }
    guard let scalar = scalar(after: lead) else {
      position += 1
      return .invalid(lead)
    }
    position += UTF8.width(scalar)
    return .scalar(scalar)
  }

  /// The scalar of several bytes at the position; `nil` if it is cut short, overlong or none.
  private func scalar(after lead: UInt8) -> Unicode.Scalar? {
    let (length, bits): (Int, UInt32) =
      switch lead {
      case 0xC2...0xDF: (2, UInt32(lead & 0x1F))
      case 0xE0...0xEF: (3, UInt32(lead & 0x0F))
      case 0xF0...0xF4: (4, UInt32(lead & 0x07))
      default: (0, 0)
      }
    guard length > 0, position + length <= bytes.endIndex else { return nil }
    var value = bits
    for byte in bytes[(position + 1)..<(position + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value), UTF8.width(scalar) == length else { return nil }
    return scalar
  }
}
