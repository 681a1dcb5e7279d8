// GPT-2's pre-tokenisation (Radford et al. 2019), scanned by hand:
//
//   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
//
// Merges never cross the end of a piece. Regular expressions of the standard library work on
// characters, not on bytes, and are far slower.

/// Cuts text into the pieces within which byte pairs are merged.
struct PreTokenizer {
  private let text: UnsafeBufferPointer<UInt8>

  /// A scanner over UTF-8; invalid bytes count as punctuation.
  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// The end of the piece that begins at `start`, which lies within the text.
  func end(ofPieceAt start: Int) -> Int {
    if let end = endOfContraction(start) { return end }
    let first = CharacterClass.at(start, in: text)
    let after = start + first.length
    guard first.kind == .space else { return endOfRun(of: first.kind, after) }
    // A single blank belongs to the word, number or punctuation after it.
    if text[start] == UInt8(ascii: " "), after < text.count {
      let second = CharacterClass.at(after, in: text)
      if second.kind != .space { return endOfRun(of: second.kind, after + second.length) }
    }
    return endOfSpace(start, after)
  }

  private func endOfRun(of kind: CharacterClass, _ start: Int) -> Int {
    var i = start
    while i < text.count {
      let next = CharacterClass.at(i, in: text)
      guard next.kind == kind else { break }
      i += next.length
    }
    return i
  }

  /// White space before a word leaves its last character to the next piece.
  private func endOfSpace(_ start: Int, _ afterFirst: Int) -> Int {
    var (last, i) = (start, afterFirst)
    while i < text.count {
      let next = CharacterClass.at(i, in: text)
      guard next.kind == .space else { return last == start ? i : last }
      last = i
      i += next.length
    }
    return i
  }

  private func endOfContraction(_ start: Int) -> Int? {
    guard text[start] == UInt8(ascii: "'"), start + 1 < text.count else { return nil }
    switch text[start + 1] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return start + 2 < text.count && text[start + 2] == UInt8(ascii: "e") ? start + 3 : nil
    case UInt8(ascii: "l"):
      return start + 2 < text.count && text[start + 2] == UInt8(ascii: "l") ? start + 3 : nil
    default: return nil
    }
  }
}
