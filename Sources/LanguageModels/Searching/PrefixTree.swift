/// Keys and values of prefixes that were read, so that an extension reads one token and not all.
///
/// A fixed number of prefixes is kept; where the parent of one is gone, reading begins at the nearest
/// ancestor that is left, at the prompt at the latest.
final class PrefixTree {
  private let batch: DecodingBatch
  private let prompt: [Token]
  private let promptSlot: Int
  private var slots: [[Token]: Int] = [:]
  private var owners: [[Token]?]
  /// The last round in which each slot was of use.
  private var used: [Int]
  private var round = 0

  init(_ model: GPT2Model, _ prompt: [Token], slots: Int, threads: Int?) {
    self.prompt = prompt
    batch = DecodingBatch(model, capacity: slots + 1, threads: threads)
    promptSlot = slots
    owners = Array(repeating: nil, count: slots)
    used = Array(repeating: 0, count: slots)
    // All but the last token of the prompt: the empty prefix reads that one.
    if prompt.count > 1 {
      _ = batch.read([.init(slot: promptSlot, tokens: Array(prompt.dropLast()))], .none)
    }
  }

  /// What may come after each of some distinct prefixes.
  func read(_ prefixes: [[Token]], _ output: DecodingBatch.Output) -> [Candidates] {
    round += 1
    let pieces = prefixes.map { prefix in
      let (source, held) = ancestor(of: prefix)
      let slot = takeSlot(for: prefix, besides: source)
      batch.copy(slot: source, to: slot)
      return DecodingBatch.Piece(slot: slot, tokens: Array(([prompt.last!] + prefix)[held...]))
    }
    return batch.read(pieces, output)
  }

  /// The slot of the longest proper prefix that is kept, and how many tokens after the prompt's last
  /// but one it holds.
  private func ancestor(of prefix: [Token]) -> (slot: Int, held: Int) {
    for length in stride(from: prefix.count - 1, through: 0, by: -1) {
      if let slot = slots[Array(prefix[..<length])] {
        used[slot] = round
        return (slot, length + 1)
      }
    }
    return (promptSlot, 0)
  }

  /// The slot that was of no use for the longest time.
  private func takeSlot(for prefix: [Token], besides source: Int) -> Int {
    let slot = used.indices.filter { $0 != source }.min { used[$0] < used[$1] }!
    if let owner = owners[slot] { slots[owner] = nil }
    owners[slot] = prefix
    slots[prefix] = slot
    used[slot] = round
    return slot
  }
}
