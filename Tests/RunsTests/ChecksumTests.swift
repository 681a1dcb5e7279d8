import Foundation
import Testing

@testable import Runs

@Suite struct ChecksumTests {
  @Test func theSumFollowsItsFormula() {
    // FNV-1a over the words: the length 9, eight bytes, the rest.
    let data = Data([1, 2, 3, 4, 5, 6, 7, 8, 9])
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for word: UInt64 in [9, 0x0807_0605_0403_0201, 9] { state = (state ^ word) &* 0x100_0000_01B3 }
    #expect(Checksum.of(data) == Int64(bitPattern: state))
  }

  @Test func anyChangedBitChangesTheSum() {
    let data = Data((0..<37).map { UInt8($0) })
    let sum = Checksum.of(data)
    for bit in 0..<data.count * 8 {
      var changed = data
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(Checksum.of(changed) != sum)
    }
  }

  @Test func bytesThatMoveToAnotherPartChangeTheSum() {
    let parts = [[], [0], [0, 0]].map { Data($0 as [UInt8]) }
    let sums = parts.flatMap { first in parts.map { Checksum.of(first, $0) } }
    #expect(Set(sums).count == sums.count)
  }

  @Test func aSliceHasTheSumOfItsBytes() {
    let data = Data((0..<50).map { UInt8($0) })
    #expect(Checksum.of(data[3..<40]) == Checksum.of(Data(data[3..<40])))
  }
}
