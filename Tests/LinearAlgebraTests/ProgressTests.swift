import LinearAlgebra
import Synchronization
import Testing

@Suite struct ProgressTests {
  @Test func reportsReachTheListenerOfTheTaskAlone() async {
    let steps = Mutex<[Int]>([])
    let listener: @Sendable (Progress) -> Void = { step in
      steps.withLock { $0.append(step.completed) }
    }
    Progress.report("before", 0, of: 1)
    Progress.withListener(listener) {
      Progress.report("solving", 1, of: 2)
    }
    await Progress.withListener(listener) {
      await Task.yield()
      Progress.report("solving", 2, of: 2)
    }
    Progress.report("after", 3, of: 3)
    #expect(steps.withLock { $0 } == [1, 2])
  }
}
