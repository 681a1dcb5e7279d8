import Foundation

/// Where each window of a text stood first: a hash table with open addressing.
struct FirstPlaces {
  private let text: UnsafePointer<UInt8>
  private let length: Int
  /// The upper half of a window's hash, and its place plus one; 0 is a free slot.
  private var memory: HugePages
  private var slots: UnsafeMutablePointer<UInt64>
  private var capacity = 1 << 16
  private var count = 0

  /// - Throws: `MemorizationError` if the system has too little memory.
  init(
    _ text: UnsafePointer<UInt8>, length: Int
  ) throws(MemorizationError) {
    self.text = text
    self.length = length
    memory = try HugePages(bytes: 8 * capacity)
    slots = memory.numbers(of: UInt64.self)
  }

  /// Where the window at a place was entered before; if it wasn't, it is entered, and the answer is
  /// `nil`.
  mutating func place(
    ofWindowAt position: Int, _ hash: UInt64
  ) throws(MemorizationError) -> Int? {
    let tag = hash >> 32
    var slot = index(tag)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == tag {
        let earlier = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if memcmp(text + earlier, text + position, length) == 0 { return earlier }
      }
      slot = slot + 1 == capacity ? 0 : slot + 1
    }
    slots[slot] = tag << 32 | UInt64(position + 1)
    count += 1
    if 4 * count > 3 * capacity { try grow() }
    return nil
  }

  private func index(_ tag: UInt64) -> Int { Int((tag &* UInt64(capacity)) >> 32) }

  private mutating func grow() throws(MemorizationError) {
    let old = memory, oldSlots = slots, oldCapacity = capacity
    capacity += capacity / 2
    memory = try HugePages(bytes: 8 * capacity)
    slots = memory.numbers(of: UInt64.self)
    withExtendedLifetime(old) {
      for i in 0..<oldCapacity where oldSlots[i] != 0 {
        var slot = index(oldSlots[i] >> 32)
        while slots[slot] != 0 { slot = slot + 1 == capacity ? 0 : slot + 1 }
        slots[slot] = oldSlots[i]
      }
    }
  }
}
