import CLinearAlgebra

/// Keys and values of several sequences, in blocks of 64 positions that sequences can share.
///
/// Only full blocks are shared, and those never change: a copy of a sequence costs less than 64
/// positions.
final class KeyValueCache {
  /// What decides the size of a block.
  struct Shape: Sendable {
    /// Layers whose keys and values are kept; 1 if each layer overwrites the one before.
    let layers: Int
    /// Heads with keys and values of their own.
    let heads: Int
    let headWidth: Int
    let precision: Precision

    /// Bytes of a block's part for one layer.
    var layerBytes: Int { heads * skua_cache_head_bytes(Int32(headWidth), precision.isHalf) }
    var blockBytes: Int { roundedUp(layers * layerBytes, to: 64) }
  }

  static let blockPositions = 64
  private let shape: Shape
  private let blocksPerSlot: Int
  private let tables: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private var slabs: [AlignedBuffer] = []
  private var free: [UnsafeMutableRawPointer] = []
  private var users: [UnsafeMutableRawPointer: Int] = [:]
  /// Positions of each slot that are filled.
  private(set) var lengths: [Int]

  /// An empty cache of so many sequences, none longer than `positions`.
  init(shape: Shape, slots: Int, positions: Int) {
    self.shape = shape
    blocksPerSlot = (positions + Self.blockPositions - 1) / Self.blockPositions
    lengths = Array(repeating: 0, count: slots)
    tables = .allocate(capacity: slots * blocksPerSlot)
    tables.initialize(repeating: nil, count: slots * blocksPerSlot)
  }

  deinit { tables.deallocate() }

  /// Makes room for `count` more positions of a slot, and counts them as filled.
  func extend(_ slot: Int, by count: Int) {
    let length = lengths[slot] + count
    for block in blockCount(lengths[slot])..<blockCount(length) {
      tables[slot * blocksPerSlot + block] = takeBlock()
    }
    lengths[slot] = length
  }

  /// Forgets a sequence.
  func reset(_ slot: Int) {
    for block in 0..<blockCount(lengths[slot]) { release(tables[slot * blocksPerSlot + block]!) }
    lengths[slot] = 0
  }

  /// Makes one slot what another one is.
  func copy(_ source: Int, to target: Int) {
    guard source != target else { return }
    reset(target)
    let length = lengths[source], full = length / Self.blockPositions
    for block in 0..<blockCount(length) {
      let shared = tables[source * blocksPerSlot + block]!
      if block < full {
        users[shared, default: 0] += 1
        tables[target * blocksPerSlot + block] = shared
      } else {
        let own = takeBlock()
        own.copyMemory(from: shared, byteCount: shape.blockBytes)
        tables[target * blocksPerSlot + block] = own
      }
    }
    lengths[target] = length
  }

  /// What the kernels read and write for one layer of one slot.
  func kernelCache(slot: Int, layer: Int) -> skua_cache {
    skua_cache(
      headWidth: Int32(shape.headWidth), halves: shape.precision.isHalf,
      scale: 1 / Float(shape.headWidth).squareRoot(),
      headBytes: shape.layerBytes / shape.heads,
      blocks: UnsafePointer(tables + slot * blocksPerSlot),
      offset: shape.layers == 1 ? 0 : layer * shape.layerBytes)
  }

  private func blockCount(_ positions: Int) -> Int {
    (positions + Self.blockPositions - 1) / Self.blockPositions
  }

  private func takeBlock() -> UnsafeMutableRawPointer {
    if free.isEmpty { addSlab() }
    let block = free.removeLast()
    users[block] = 1
    return block
  }

  private func release(_ block: UnsafeMutableRawPointer) {
    let remaining = users[block]! - 1
    users[block] = remaining == 0 ? nil : remaining
    if remaining == 0 { free.append(block) }
  }

  /// Several blocks at once, 16 MB or so, in order that huge pages hold them.
  private func addSlab() {
    let count = max(1, (16 << 20) / shape.blockBytes)
    let slab = AlignedBuffer(bytes: count * shape.blockBytes)
    slabs.append(slab)
    for index in (0..<count).reversed() { free.append(slab.start + index * shape.blockBytes) }
  }
}
