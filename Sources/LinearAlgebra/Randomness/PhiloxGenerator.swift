// The seeded counter-based generator Philox4x32-10.
//
// Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3.
// Block n of stream s under seed k is a pure function of (k, s, n): ten rounds of two 32-bit
// multiplications that mix a 128-bit counter with a 64-bit key. Swift's own generator takes no
// seed.

/// A random number generator whose numbers depend on its seed, stream and position alone.
public struct PhiloxGenerator: RandomNumberGenerator, Sendable {
  /// The key: two generators of one seed and different streams share no block.
  public let seed: UInt64
  /// Which of the 2^64 independent sequences of the seed this is.
  public let stream: UInt64
  private var counter: UInt64 = 0
  private var pending: UInt64?

  /// The start of one stream of a seed.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if let second = pending {
      pending = nil
      return second
    }
    let block = Self.block(counter: (counter, stream), key: seed)
    counter &+= 1
    pending = block.1
    return block.0
  }

  /// One block of 128 bits: ten Philox rounds over the counter (low word first).
  public static func block(counter: (UInt64, UInt64), key: UInt64) -> (UInt64, UInt64) {
    var c0 = UInt32(truncatingIfNeeded: counter.0)
    var c1 = UInt32(truncatingIfNeeded: counter.0 >> 32)
    var c2 = UInt32(truncatingIfNeeded: counter.1)
    var c3 = UInt32(truncatingIfNeeded: counter.1 >> 32)
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let p0 = UInt64(0xD251_1F53) &* UInt64(c0)
      let p1 = UInt64(0xCD9E_8D57) &* UInt64(c2)
      let high0 = UInt32(truncatingIfNeeded: p0 >> 32)
      let high1 = UInt32(truncatingIfNeeded: p1 >> 32)
      c0 = high1 ^ c1 ^ k0
      c1 = UInt32(truncatingIfNeeded: p1)
      c2 = high0 ^ c3 ^ k1
      c3 = UInt32(truncatingIfNeeded: p0)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (UInt64(c0) | UInt64(c1) << 32, UInt64(c2) | UInt64(c3) << 32)
  }
}
