/// GPT-2's tokenizer: byte-level byte pair encoding.
///
/// It encodes any bytes, valid UTF-8 or not, and decodes them exactly.
public struct BytePairTokenizer: Sendable {
  /// The bytes of each token, by id; those of special tokens are their text.
  let pieces: [[UInt8]]
  /// The merges from the first to the last.
  let merges: [(left: Token, right: Token, merged: Token)]
  /// Tokens that stand for no text of their own, such as `<|endoftext|>`.
  public let specialTokens: [String: Token]
  private let table: MergeTable
  private let byteTokens: [Token]

  /// A tokenizer of given pieces and merges.
  ///
  /// - Throws: `LanguageModelError` if a single byte has no token.
  init(
    pieces: [[UInt8]], merges: [(left: Token, right: Token, merged: Token)],
    specialTokens: [String: Token], name: String
  ) throws(LanguageModelError) {
    self.pieces = pieces
    self.merges = merges
    self.specialTokens = specialTokens
    table = MergeTable(merges)
    var byteTokens = [Token](repeating: -1, count: 256)
    let special = Set(specialTokens.values)
    for (id, piece) in pieces.enumerated() where piece.count == 1 {
      if !special.contains(Token(id)) { byteTokens[Int(piece[0])] = Token(id) }
    }
    if let byte = byteTokens.firstIndex(of: -1) {
      throw LanguageModelError(
        .format, "\(name): no token for the byte \(byte); is it a byte-level vocabulary?")
    }
    self.byteTokens = byteTokens
  }

  /// Entries of the vocabulary, special ones included.
  public var vocabularySize: Int { pieces.count }

  /// The token that begins and separates texts, `<|endoftext|>`, if there is one.
  public var endOfText: Token? { specialTokens["<|endoftext|>"] }

  /// The tokens of a text.
  public func encode(_ text: String, allowingSpecials: Bool = false) -> [Token] {
    encode(Array(text.utf8), allowingSpecials: allowingSpecials)
  }

  /// The tokens of some bytes.
  ///
  /// - Parameters:
  ///   - bytes: Text, as a rule UTF-8.
  ///   - allowingSpecials: Whether the text of a special token is that token, or text as any other.
  /// - Complexity: O(n log n) for n bytes at worst, in one piece; O(n) for usual text.
  public func encode(_ bytes: [UInt8], allowingSpecials: Bool = false) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 3)
    var merger = PieceMerger(table)
    bytes.withUnsafeBufferPointer { text in
      guard allowingSpecials, !specialTokens.isEmpty else {
        return append(text, to: &tokens, &merger)
      }
      for part in parts(text) {
        append(UnsafeBufferPointer(rebasing: text[part.range]), to: &tokens, &merger)
        if let special = part.special { tokens.append(special) }
      }
    }
    return tokens
  }

  /// The bytes of tokens, one after the other; ids outside the vocabulary stand for nothing.
  public func decode(_ tokens: some Sequence<Token>) -> [UInt8] {
    var result: [UInt8] = []
    for token in tokens where pieces.indices.contains(Int(token)) { result += pieces[Int(token)] }
    return result
  }

  private func append(
    _ text: UnsafeBufferPointer<UInt8>, to tokens: inout [Token], _ merger: inout PieceMerger
  ) {
    let scanner = PreTokenizer(text)
    var start = 0
    while start < text.count {
      let end = scanner.end(ofPieceAt: start)
      let first = tokens.count
      for i in start..<end { tokens.append(byteTokens[Int(text[i])]) }
      merger.merge(&tokens, from: first)
      start = end
    }
  }

  /// Stretches of plain text, each but the last with the special token that follows it; of two
  /// that begin at one place the longer counts.
  private func parts(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> [(range: Range<Int>, special: Token?)] {
    let specials = specialTokens.map { (bytes: Array($0.utf8), token: $1) }
      .filter { !$0.bytes.isEmpty }.sorted {
        ($0.bytes.count, $1.token) > ($1.bytes.count, $0.token)
      }
    var result: [(Range<Int>, Token?)] = []
    var (start, i) = (0, 0)
    while i < text.count {
      if let found = specials.first(where: { text[i...].starts(with: $0.bytes) }) {
        result.append((start..<i, found.token))
        i += found.bytes.count
        start = i
      } else {
        i += 1
      }
    }
    return result + [(start..<text.count, nil)]
  }
}

extension BytePairTokenizer: Equatable {
  /// Whether both give the same tokens to every text.
  public static func == (left: Self, right: Self) -> Bool {
    left.pieces == right.pieces && left.specialTokens == right.specialTokens
      && left.merges.elementsEqual(right.merges, by: ==)
  }
}
