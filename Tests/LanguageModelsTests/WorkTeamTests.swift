import Foundation
import Testing

@testable import LanguageModels

@Suite struct WorkTeamTests {
  @Test(arguments: [1, 2, 3, 5]) func everyIndexIsDoneOnceInEachOfManyRounds(_ threads: Int) {
    let team = WorkTeam(threads: threads)
    for round in 0..<3000 {
      let count = round % 40
      let done = AlignedBuffer(bytes: 4 * count)
      team.perform(count) { worker, index in
        if worker < threads { done.floats()[index] += 1 }
      }
      #expect((0..<count).allSatisfy { done.floats()[$0] == 1 })
    }
  }

  @Test func eachWorkerSeesAscendingIndices() {
    let team = WorkTeam(threads: 2)
    let last = AlignedBuffer(bytes: 8)
    let wrong = AlignedBuffer(bytes: 8)
    team.perform(10_000) { worker, index in
      if Float(index) < last.floats()[worker] { wrong.floats()[worker] += 1 }
      last.floats()[worker] = Float(index)
    }
    #expect(wrong.floats()[0] == 0 && wrong.floats()[1] == 0)
  }

  @Test func helpersThatSleepAreWoken() {
    let team = WorkTeam(threads: 2)
    for _ in 0..<20 {
      // Longer than a helper spins.
      usleep(2000)
      let done = AlignedBuffer(bytes: 8)
      team.perform(2) { _, index in done.floats()[index] = 1 }
      #expect(done.floats()[0] + done.floats()[1] == 2)
    }
  }
}
