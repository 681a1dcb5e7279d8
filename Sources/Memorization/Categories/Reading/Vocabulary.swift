/// The words and pairs of words that tell a subject, in one hash table.
///
/// Open addressing with linear probing, at most a quarter full, so that a word that isn't listed is
/// known not to be after one or two looks.
struct Vocabulary: Sendable {
  /// A listed word or pair.
  struct Entry: Sendable {
    var subjects: SubjectSet
    /// The subjects for which it counts `strong`, not 1.
    var strong: SubjectSet
  }

  /// What a telling word or pair adds to its subject's score.
  static let strong = 3

  /// All lists of this module.
  static let standard = Vocabulary(
    VocabularyList.names + VocabularyList.subjects + VocabularyList.documents
      + VocabularyList.languages)

  private(set) var entries: [Entry] = []
  private var keys: [UInt64]
  private var values: [Int32]
  private let mask: Int

  /// The table of some lists.
  init(_ lists: [VocabularyList]) {
    var capacity = 64
    let words = lists.reduce(0) { $0 + $1.entries.count }
    while capacity < 8 * words { capacity *= 2 }
    keys = Array(repeating: 0, count: capacity)
    values = Array(repeating: -1, count: capacity)
    mask = capacity - 1
    for list in lists {
      for words in list.entries { insert(words, of: list) }
    }
  }

  /// The number of a listed word or pair, or -1.
  @inline(__always) func entry(_ hash: WordHash) -> Int {
    var slot = Int(truncatingIfNeeded: hash.value >> 32 ^ hash.value) & mask
    while values[slot] >= 0 {
      if keys[slot] == hash.value { return Int(values[slot]) }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private mutating func insert(_ words: [Substring], of list: VocabularyList) {
    precondition((1...2).contains(words.count), "A list holds words and pairs: \(words)")
    let first = WordHash(words[0])
    let subject = SubjectSet(list.subject)
    let strong = list.isStrong ? subject : []
    if words.count == 1 {
      add(first, subject, strong: strong)
    } else {
      add(first, SubjectSet(.pairStart), strong: [])
      add(WordHash(first, WordHash(words[1])), subject, strong: strong)
    }
  }

  private mutating func add(_ hash: WordHash, _ subjects: SubjectSet, strong: SubjectSet) {
    let known = entry(hash)
    if known >= 0 {
      entries[known].subjects.formUnion(subjects)
      entries[known].strong.formUnion(strong)
      return
    }
    var slot = Int(truncatingIfNeeded: hash.value >> 32 ^ hash.value) & mask
    while values[slot] >= 0 { slot = (slot + 1) & mask }
    keys[slot] = hash.value
    values[slot] = Int32(entries.count)
    entries.append(Entry(subjects: subjects, strong: strong))
  }
}
