import LinearAlgebra
import Synchronization
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 5, 64, 1000, 1001], [1, 7, 64, 5000])
  func everyIndexIsCoveredOnceInRangesOfTheGrain(count: Int, grain: Int) {
    let ranges = Mutex<[Int: Range<Int>]>([:])
    parallelFor(count, grain: grain) { index, range in
      ranges.withLock { $0[index] = range }
    }
    let found = ranges.withLock { $0 }
    #expect(found.count == (count + grain - 1) / grain)
    var next = 0
    for index in 0..<found.count {
      #expect(found[index]?.lowerBound == next)
      #expect(found[index]?.count == min(grain, count - next))
      next = found[index]?.upperBound ?? -1
    }
    #expect(next == count)
  }

  @Test func sumsPerRangeAreTheSameEveryTime() {
    let values = (0..<10_000).map { 1 / Double($0 + 1) }
    func sum() -> Double {
      let sums = Mutex([Double](repeating: 0, count: 100))
      parallelFor(values.count, grain: 100) { index, range in
        let part = values[range].reduce(0, +)
        sums.withLock { $0[index] = part }
      }
      return sums.withLock { $0.reduce(0, +) }
    }
    let first = sum()
    for _ in 0..<20 { #expect(sum() == first) }
  }

  @Test(arguments: [0, 1, 5, 1000], [1, 7, 5000])
  func mappedValuesStandInOrder(count: Int, grain: Int) {
    #expect(parallelMap(count, grain: grain) { "\($0)" } == (0..<count).map { "\($0)" })
  }
}
