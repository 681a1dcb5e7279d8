import LinearAlgebra
import Synchronization
import Testing

@Suite struct WorkProgressTests {
  @Test func reportsReachTheListenerOfTheTaskAlone() async {
    let steps = Mutex<[Int]>([])
    let listener: @Sendable (WorkProgress) -> Void = { step in
      steps.withLock { $0.append(step.completed) }
    }
    WorkProgress.report("before", 0, of: 1)
    WorkProgress.withListener(listener) {
      WorkProgress.report("solving", 1, of: 2)
    }
    await WorkProgress.withListener(listener) {
      await Task.yield()
      WorkProgress.report("solving", 2, of: 2)
    }
    WorkProgress.report("after", 3, of: 3)
    #expect(steps.withLock { $0 } == [1, 2])
  }
}
