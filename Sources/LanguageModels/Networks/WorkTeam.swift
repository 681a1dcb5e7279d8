// Work of one step shared out among a few threads.
//
// A step of a large model is a hundred short pieces of work, each followed by a wait for all threads.
// Waking a sleeping thread takes as long as such a piece, so helpers spin for a moment before they
// sleep. They only ever take work that is open: where a helper gets no processor, the caller does its
// share, and nothing waits for a thread that hasn't begun.

import CLinearAlgebra
import Foundation
import Synchronization

/// So many threads that work on one thing together. Not to be used from two threads at once.
final class WorkTeam: @unchecked Sendable {
  /// Threads, 1 or more, the caller's among them.
  let threads: Int
  private let task = SharedTask()
  private var helpers: [WorkHelper] = []

  /// A team of so many threads; they are started by the first work there is.
  init(threads: Int) {
    precondition(threads > 0, "a team of \(threads) threads")
    self.threads = threads
  }

  deinit {
    task.end()
    for helper in helpers { helper.wake() }
  }

  /// Calls `body` once for each index below `count`; returns when all are done.
  ///
  /// Indices are claimed in ascending order, so each worker sees ascending indices.
  /// - Parameters:
  ///   - count: Number of pieces of work.
  ///   - body: Called with the number of the thread, below `threads`, and the index.
  func perform(_ count: Int, _ body: (_ worker: Int, _ index: Int) -> Void) {
    guard threads > 1, count > 1 else {
      for index in 0..<max(count, 0) { body(0, index) }
      return
    }
    startHelpers()
    withoutActuallyEscaping(body) { body in
      task.open(count, body)
      for helper in helpers { helper.wake() }
      task.work(as: 0)
      task.close()
    }
  }

  private func startHelpers() {
    guard helpers.isEmpty else { return }
    for number in 1..<threads {
      let helper = WorkHelper(number, task)
      helpers.append(helper)
      Thread.detachNewThread { helper.run() }
    }
  }
}

/// What the threads of a team work on.
private final class SharedTask: @unchecked Sendable {
  /// Raised by every new piece of work; negative when there will be none.
  private let round = Atomic<Int>(0)
  private let isOpen = Atomic<Bool>(false)
  private let inside = Atomic<Int>(0)
  private let next = Atomic<Int>(0)
  private var count = 0
  private var body: ((Int, Int) -> Void)?

  /// The current round, to compare with an earlier one.
  var currentRound: Int { round.load(ordering: .sequentiallyConsistent) }

  func open(_ count: Int, _ body: @escaping (Int, Int) -> Void) {
    self.count = count
    self.body = body
    next.store(0, ordering: .relaxed)
    isOpen.store(true, ordering: .sequentiallyConsistent)
    round.add(1, ordering: .sequentiallyConsistent)
  }

  /// Takes pieces until none is left.
  func work(as worker: Int) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body!(worker, index)
    }
  }

  /// Takes part if there is work. Whoever comes when it is closed touches nothing.
  func join(as worker: Int) {
    inside.add(1, ordering: .sequentiallyConsistent)
    if isOpen.load(ordering: .sequentiallyConsistent) { work(as: worker) }
    inside.subtract(1, ordering: .sequentiallyConsistent)
  }

  /// Waits for those who take part.
  func close() {
    isOpen.store(false, ordering: .sequentiallyConsistent)
    var spins = 0
    while inside.load(ordering: .sequentiallyConsistent) > 0 {
      spins += 1
      if spins < 10_000 { skua_spin() } else { sched_yield() }
    }
    body = nil
  }

  func end() { round.store(-1, ordering: .sequentiallyConsistent) }
}

/// One thread of a team beside the caller's.
private final class WorkHelper: Sendable {
  private let number: Int
  private let task: SharedTask
  private let isAsleep = Atomic<Bool>(false)
  private let alarm = DispatchSemaphore(value: 0)

  init(_ number: Int, _ task: SharedTask) {
    self.number = number
    self.task = task
  }

  func wake() {
    if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { alarm.signal() }
  }

  func run() {
    var seen = 0
    while true {
      seen = nextRound(after: seen)
      guard seen >= 0 else { return }
      task.join(as: number)
    }
  }

  /// Waits for a round other than `seen`, at first without sleeping.
  private func nextRound(after seen: Int) -> Int {
    for _ in 0..<4000 {
      let round = task.currentRound
      if round != seen { return round }
      skua_spin()
    }
    isAsleep.store(true, ordering: .sequentiallyConsistent)
    // If work came in between, whoever takes the flag back decides about the alarm.
    if task.currentRound == seen || !isAsleep.exchange(false, ordering: .sequentiallyConsistent) {
      alarm.wait()
    }
    return task.currentRound
  }
}
