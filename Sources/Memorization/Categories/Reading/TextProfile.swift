/// A text's words, lines, punctuation and scores by subject, read in one pass.
struct TextProfile: Sendable {
  let text: ByteText
  private(set) var words: [Word] = []
  private(set) var lines: [Line] = []
  /// Occurrences of each byte that is not of a word.
  private(set) var histogram = [Int](repeating: 0, count: 256)
  private var scores = [Int](repeating: 0, count: Subject.allCases.count)
  private var hits = [Int](repeating: 0, count: Subject.allCases.count)

  private let vocabulary: Vocabulary
  private var seen: [UInt64]
  private var previous: (hash: WordHash, beginsPair: Bool)?

  /// Reads a text.
  init(_ bytes: [UInt8], _ vocabulary: Vocabulary) {
    text = ByteText(bytes)
    self.vocabulary = vocabulary
    seen = Array(repeating: 0, count: vocabulary.entries.count / 64 + 1)
    words.reserveCapacity(bytes.count / 5)
    read()
  }

  /// Points of the different entries of a vocabulary that the text has, 1 or 3 each.
  func score(_ subject: Subject) -> Int { scores[subject.rawValue] }

  /// Occurrences of the entries of a vocabulary.
  func hits(_ subject: Subject) -> Int { hits[subject.rawValue] }

  /// Occurrences of an ASCII character that is not of a word.
  func count(_ byte: Byte) -> Int { histogram[Int(byte.value)] }

  private mutating func read() {
    var place = 0, lineStart = 0, firstWord = 0
    while place < text.count {
      let byte = text[place]
      if byte.isWord {
        let width = byte.isHigh ? text.symbolWidth(at: place) : 0
        if width == 0 {
          place = readWord(at: place)
          continue
        }
        place += width
        previous = nil
        continue
      }
      histogram[Int(byte.value)] += 1
      place += 1
      if byte == "\n" || byte == "\r" {
        endLine(lineStart..<place, firstWord)
        (lineStart, firstWord) = (place, words.count)
      } else if byte == "." || byte == ";" {
        breakPair(before: place)
      }
    }
    endLine(lineStart..<text.count, firstWord)
  }

  /// A full stop ends a pair of words, unless the next word follows at once, as in `console.log`.
  private mutating func breakPair(before place: Int) {
    if text[place].isSpace { previous = nil }
  }

  private mutating func readWord(at start: Int) -> Int {
    var hash = WordHash()
    var traits: WordTraits = text.startsWithCapital(at: start) ? .capital : []
    var place = start
    var last: UInt8 = 0
    while true {
      let byte = text[place]
      if byte.isLetter {
        traits.insert(byte.isLower && place > start ? [.letter, .small] : .letter)
      } else if byte.isDigit {
        traits.insert(.digit)
      } else if byte.isHigh {
        if text.symbolWidth(at: place) > 0 { break }
        traits.insert(place > start + 1 ? [.letter, .small] : .letter)
      } else if byte == "_" {
        traits.insert(.underscore)
      } else if byte != "'" || !joins(place) {
        break
      }
      hash.append(byte, after: last)
      last = byte.value
      place += 1
    }
    keep(hash, start..<place, traits)
    return place
  }

  /// Whether an apostrophe is within a word, as in `don't`; that of a genitive ends it.
  private func joins(_ place: Int) -> Bool {
    guard text[place - 1].isLetter, text[place + 1].isLetter else { return false }
    return text[place + 1].lowercased != "s" || text.isWord(at: place + 2)
  }

  private mutating func keep(_ hash: WordHash, _ range: Range<Int>, _ traits: WordTraits) {
    var subjects: SubjectSet = []
    let entry = vocabulary.entry(hash)
    if entry >= 0 {
      subjects = vocabulary.entries[entry].subjects
      note(entry)
    }
    if let previous, previous.beginsPair {
      let pair = vocabulary.entry(WordHash(previous.hash, hash))
      if pair >= 0 { note(pair) }
    }
    previous = (hash, subjects.contains(.pairStart))
    words.append(
      Word(start: range.lowerBound, end: range.upperBound, traits: traits, subjects: subjects))
  }

  /// Counts an entry; it adds to scores the first time only, so that a loop of one word tells
  /// little.
  private mutating func note(_ entry: Int) {
    let found = vocabulary.entries[entry]
    found.subjects.forEach { hits[$0] += 1 }
    let bit: UInt64 = 1 << UInt64(entry & 63)
    guard seen[entry >> 6] & bit == 0 else { return }
    seen[entry >> 6] |= bit
    found.subjects.subtracting(found.strong).forEach { scores[$0] += 1 }
    found.strong.forEach { scores[$0] += Vocabulary.strong }
  }

  private mutating func endLine(_ range: Range<Int>, _ firstWord: Int) {
    let start = text.end(from: range.lowerBound, limit: range.count) { $0.isSpace }
    guard start < range.upperBound else { return }
    let end = text.start(before: range.upperBound, limit: range.count) { $0.isSpace }
    lines.append(
      Line(
        range: start..<end, indentation: start - range.lowerBound, words: firstWord..<words.count))
  }
}
