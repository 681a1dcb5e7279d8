/// Turns tokens into text as they come: a character that is spread over tokens appears when its
/// last byte does.
public struct StreamingDecoder: Sendable {
  private let tokenizer: BytePairTokenizer
  private var waiting: [UInt8] = []

  /// A decoder at the beginning of a text.
  public init(_ tokenizer: BytePairTokenizer) { self.tokenizer = tokenizer }

  /// The text that a further token completes; empty while a character is unfinished.
  public mutating func append(_ token: Token) -> String {
    waiting += tokenizer.decode([token])
    let end = waiting.count - unfinished
    defer { waiting.removeFirst(end) }
    return String(decoding: waiting[..<end], as: UTF8.self)
  }

  /// What is left at the end, unfinished bytes as replacement characters.
  public mutating func finish() -> String {
    defer { waiting = [] }
    return String(decoding: waiting, as: UTF8.self)
  }

  /// Bytes at the end that may begin a character, up to three.
  private var unfinished: Int {
    for count in 1...3 where count <= waiting.count {
      let byte = waiting[waiting.count - count]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return byte < 0xF5 && length > count ? count : 0
    }
    return 0
  }
}
