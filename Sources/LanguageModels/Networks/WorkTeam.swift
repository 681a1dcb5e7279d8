// Work of one step shared out among a few threads.

import Dispatch
import Synchronization

/// So many threads that work on one thing together.
struct WorkTeam: Sendable {
  /// Threads, 1 or more.
  let threads: Int

  /// Calls `body` once for each index below `count`; returns when all are done.
  ///
  /// Indices are claimed in ascending order, so each worker sees ascending indices.
  /// - Parameters:
  ///   - count: Number of pieces of work.
  ///   - body: Called with the number of the thread, below `threads`, and the index.
  func perform(_ count: Int, _ body: (_ worker: Int, _ index: Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for index in 0..<max(count, 0) { body(0, index) }
      return
    }
    let next = Atomic<Int>(0)
    withoutActuallyEscaping(body) { body in
      let shared = Shared(body: body)
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          shared.body(worker, index)
        }
      }
    }
  }

  /// The kernels write through pointers, each piece to a place of its own, which the compiler can't
  /// see.
  private struct Shared: @unchecked Sendable {
    let body: (Int, Int) -> Void
  }
}
