// Learning byte pair encoding (Sennrich, Haddow and Birch 2016): the pair of neighbours that occurs
// most often becomes a token, again and again. Counts of pairs are kept up to date, and a heap
// whose outdated entries are noticed when they come up finds the largest.

import HeapModule
import LinearAlgebra

/// Learns the vocabulary of a byte-level tokenizer from text.
public struct BytePairTraining: Sendable {
  /// Entries of the vocabulary: 256 bytes, the merges, and `<|endoftext|>` last.
  public var vocabularySize: Int
  /// Pairs that occur less often are not merged.
  public var minimumCount: Int
  /// Strings that are cut out of the text first, so that they leave no trace in the vocabulary.
  public var excluding: [String]

  /// A training of a vocabulary of a size of at least 257.
  public init(vocabularySize: Int, minimumCount: Int = 2, excluding: [String] = []) {
    self.vocabularySize = vocabularySize
    self.minimumCount = minimumCount
    self.excluding = excluding
  }

  /// Learns from documents; of pairs equally frequent, that of the smaller ids merges first.
  ///
  /// Where the text runs out of pairs, the vocabulary is smaller.
  /// - Throws: `LanguageModelError` if the size is out of range.
  public func fit(
    _ documents: some Sequence<[UInt8]>
  ) throws(LanguageModelError) -> BytePairTokenizer {
    guard (257...(1 << 24)).contains(vocabularySize) else {
      throw LanguageModelError(
        .option, "a vocabulary has from 257 to 16777216 entries, not \(vocabularySize)")
    }
    var counter = PieceCounter()
    for document in documents {
      for part in kept(document) {
        part.withUnsafeBufferPointer { counter.add($0) }
      }
    }
    var state = State(counter, minimumCount: minimumCount)
    var pieces = ByteCharacters.order.map { [$0] }
    var merges: [(left: Token, right: Token, merged: Token)] = []
    while pieces.count < vocabularySize - 1, let pair = state.mostFrequentPair() {
      let merged = Token(pieces.count)
      pieces.append(pieces[Int(pair.left)] + pieces[Int(pair.right)])
      merges.append((pair.left, pair.right, merged))
      state.merge(pair, into: merged)
      WorkProgress.report("learning the vocabulary", pieces.count, of: vocabularySize)
    }
    let end = "<|endoftext|>"
    pieces.append(Array(end.utf8))
    return try BytePairTokenizer(
      pieces: pieces, merges: merges, specialTokens: [end: Token(pieces.count - 1)],
      name: "the learned vocabulary")
  }

  /// What is left of a document without the excluded strings.
  private func kept(_ document: [UInt8]) -> [[UInt8]] {
    var parts = [document]
    for string in excluding where !string.isEmpty {
      parts = parts.flatMap { $0.split(excluding: Array(string.utf8)) }
    }
    return parts
  }
}

extension BytePairTraining {
  struct Pair: Hashable {
    let left: Token
    let right: Token
  }

  /// An entry of the heap: right as long as the pair still has this count.
  private struct Entry: Comparable {
    let count: Int
    let pair: Pair

    /// Less frequent, or as frequent and of larger ids.
    static func < (a: Entry, b: Entry) -> Bool {
      if a.count != b.count { return a.count < b.count }
      return (a.pair.left, a.pair.right) > (b.pair.left, b.pair.right)
    }
  }

  /// The text as pieces of tokens, with the pairs in them.
  private struct State {
    private var pieces: [[Token]]
    private let frequencies: [Int]
    private var counts: [Pair: Int] = [:]
    private var places: [Pair: [Int32]] = [:]
    private var heap = Heap<Entry>()
    private let minimumCount: Int

    init(_ counter: PieceCounter, minimumCount: Int) {
      var ids = [Token](repeating: 0, count: 256)
      for (id, byte) in ByteCharacters.order.enumerated() { ids[Int(byte)] = Token(id) }
      pieces = (0..<counter.count).map { counter.bytes($0).map { ids[Int($0)] } }
      frequencies = counter.counts
      self.minimumCount = max(1, minimumCount)
      for (i, piece) in pieces.enumerated() {
        for (left, right) in zip(piece, piece.dropFirst()) {
          add(Pair(left: left, right: right), frequencies[i], piece: i)
        }
      }
      for (pair, count) in counts { heap.insert(Entry(count: count, pair: pair)) }
    }

    private mutating func add(_ pair: Pair, _ count: Int, piece: Int) {
      counts[pair, default: 0] += count
      if count > 0, places[pair]?.last != Int32(piece) {
        places[pair, default: []].append(Int32(piece))
      }
    }

    mutating func mostFrequentPair() -> Pair? {
      while let top = heap.popMax() {
        guard let count = counts[top.pair], count == top.count else { continue }
        return count >= minimumCount ? top.pair : nil
      }
      return nil
    }

    mutating func merge(_ pair: Pair, into merged: Token) {
      var changed: Set<Pair> = []
      for place in places.removeValue(forKey: pair) ?? [] {
        merge(pair, into: merged, inPiece: Int(place), &changed)
      }
      counts[pair] = nil
      changed.remove(pair)
      for pair in changed {
        guard let count = counts[pair], count > 0 else {
          counts[pair] = nil
          continue
        }
        heap.insert(Entry(count: count, pair: pair))
      }
    }

    private mutating func merge(
      _ pair: Pair, into merged: Token, inPiece index: Int, _ changed: inout Set<Pair>
    ) {
      let old = pieces[index]
      var new: [Token] = []
      var i = 0
      while i < old.count {
        if i + 1 < old.count, old[i] == pair.left, old[i + 1] == pair.right {
          new.append(merged)
          i += 2
        } else {
          new.append(old[i])
          i += 1
        }
      }
      guard new.count < old.count else { return }
      for (left, right) in zip(old, old.dropFirst()) {
        add(Pair(left: left, right: right), -frequencies[index], piece: index)
        changed.insert(Pair(left: left, right: right))
      }
      for (left, right) in zip(new, new.dropFirst()) {
        add(Pair(left: left, right: right), frequencies[index], piece: index)
        changed.insert(Pair(left: left, right: right))
      }
      pieces[index] = new
    }
  }
}

extension [UInt8] {
  /// The stretches before, between and after the occurrences of some bytes.
  fileprivate func split(excluding pattern: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var (start, i) = (0, 0)
    while i + pattern.count <= count {
      if self[i] == pattern[0], self[i...].starts(with: pattern) {
        parts.append(Array(self[start..<i]))
        i += pattern.count
        start = i
      } else {
        i += 1
      }
    }
    return (parts + [Array(self[start...])]).filter { !$0.isEmpty }
  }
}
