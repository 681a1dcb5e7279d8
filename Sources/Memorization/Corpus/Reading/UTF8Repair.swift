/// Makes bytes valid UTF-8.
enum UTF8Repair {
  /// The bytes with U+FFFD in place of what is no UTF-8; `nil` if nothing was wrong.
  ///
  /// How many U+FFFD stand for a wrong stretch is what Unicode recommends: one for each longest
  /// beginning of a character.
  static func repaired(_ bytes: [UInt8]) -> [UInt8]? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
