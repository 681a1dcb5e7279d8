import LinearAlgebra
import Testing

@Suite struct PhiloxGeneratorTests {
  // Known answers of the generator's authors (Random123, philox4x32 with 10 rounds).
  @Test func blocksAreThePublishedOnes() {
    let zero = PhiloxGenerator.block(counter: (0, 0), key: 0)
    #expect(zero.0 == 0xE169_C58D_6627_E8D5)
    #expect(zero.1 == 0x9B00_DBD8_BC57_AC4C)
    let ones = PhiloxGenerator.block(counter: (.max, .max), key: .max)
    #expect(ones.0 == 0x41C8_3B0E_408F_276D)
    #expect(ones.1 == 0x6D54_51FD_A20B_C7C6)
    let pi = PhiloxGenerator.block(
      counter: (0x85A3_08D3_243F_6A88, 0x0370_7344_1319_8A2E), key: 0x299F_31D0_A409_3822)
    #expect(pi.0 == 0x94FD_CCEB_D16C_FE09)
    #expect(pi.1 == 0x2412_6EA1_5001_E420)
  }

  @Test func theSameSeedAndStreamGiveTheSameNumbers() {
    var first = PhiloxGenerator(seed: 7, stream: 3)
    var second = PhiloxGenerator(seed: 7, stream: 3)
    var other = PhiloxGenerator(seed: 7, stream: 4)
    let numbers = (0..<100).map { _ in first.next() }
    #expect(numbers == (0..<100).map { _ in second.next() })
    #expect(Set(numbers).isDisjoint(with: (0..<100).map { _ in other.next() }))
  }
}
