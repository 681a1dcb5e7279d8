import LinearAlgebra
import Synchronization
import Testing

@testable import Memorization

@Suite struct ZlibEntropyTests {
  @Test func sizesAreThoseOfPython() throws {
    for example in try MembershipFixture.load().zlib {
      #expect(ZlibEntropy.bytes(of: Array(example.text)) == example.bytes)
    }
  }

  @Test func manyThreadsGetTheSameSizes() throws {
    let examples = try MembershipFixture.load().zlib
    let wrong = Atomic(0)
    parallelFor(200, grain: 1) { index, _ in
      let example = examples[index % examples.count]
      if ZlibEntropy.bytes(of: Array(example.text)) != example.bytes {
        wrong.add(1, ordering: .relaxed)
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }
}
