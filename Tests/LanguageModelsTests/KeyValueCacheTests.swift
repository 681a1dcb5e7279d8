import CLinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct KeyValueCacheTests {
  private func cache(slots: Int) -> KeyValueCache {
    KeyValueCache(
      shape: .init(layers: 2, heads: 1, headWidth: 16, precision: .float32), slots: slots,
      positions: 256)
  }

  private func block(_ cache: KeyValueCache, _ slot: Int, _ block: Int) -> UnsafeMutableRawPointer {
    cache.kernelCache(slot: slot, layer: 0).blocks[block]!
  }

  @Test func aCopySharesFullBlocksAndOwnsTheLastOne() {
    let cache = cache(slots: 2)
    cache.extend(0, by: 150)
    block(cache, 0, 2).storeBytes(of: 7, as: Int.self)
    cache.copy(0, to: 1)
    #expect(cache.lengths == [150, 150])
    #expect(block(cache, 0, 0) == block(cache, 1, 0) && block(cache, 0, 1) == block(cache, 1, 1))
    #expect(block(cache, 0, 2) != block(cache, 1, 2))
    #expect(block(cache, 1, 2).load(as: Int.self) == 7)
  }

  @Test func aSharedBlockOutlivesTheSlotItCameFrom() {
    let cache = cache(slots: 3)
    cache.extend(0, by: 64)
    cache.copy(0, to: 1)
    let shared = block(cache, 1, 0)
    cache.reset(0)
    cache.extend(2, by: 64)
    #expect(block(cache, 1, 0) == shared && block(cache, 2, 0) != shared)
    cache.reset(1)
    cache.extend(0, by: 64)
    #expect(block(cache, 0, 0) == shared)
  }

  @Test func aFullBlockIsNotTouchedByTheNextPosition() {
    let cache = cache(slots: 1)
    cache.extend(0, by: 64)
    let first = block(cache, 0, 0)
    cache.extend(0, by: 1)
    #expect(block(cache, 0, 0) == first && block(cache, 0, 1) != first)
  }
}
