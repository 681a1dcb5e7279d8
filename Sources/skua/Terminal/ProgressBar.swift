import Foundation
import LinearAlgebra
import Reports

/// A line on standard error that follows long work: what is done, how far, and how long it will
/// take.
///
/// It appears half a second into an activity, and only on a terminal.
final class ProgressBar: Sendable {
  /// Runs work with a bar that is wiped at the end.
  static func following<Result>(_ work: () async throws -> Result) async rethrows -> Result {
    guard Terminal.hasProgress else { return try await work() }
    let bar = ProgressBar()
    defer { bar.wipe() }
    return try await WorkProgress.withListener({ bar.update($0) }, work)
  }

  private struct State {
    var activity = ""
    var start = ContinuousClock.now
    /// What was done when the activity began: not 0 where an earlier run is continued.
    var first = 0
    var shown = ContinuousClock.now
    var isVisible = false
  }

  private let lock = NSLock()
  private nonisolated(unsafe) var state = State()

  private func update(_ progress: WorkProgress) {
    lock.withLock {
      let now = ContinuousClock.now
      if progress.activity != state.activity || progress.completed <= 1 {
        state.activity = progress.activity
        state.start = now
        state.first = progress.completed
      }
      guard now - state.start > .milliseconds(500), now - state.shown > .milliseconds(100) else {
        return
      }
      state.shown = now
      state.isVisible = true
      Terminal.draw("\r\u{1B}[2K" + line(progress, since: state.first, after: now - state.start))
    }
  }

  private func wipe() {
    lock.withLock {
      if state.isVisible { Terminal.draw("\r\u{1B}[2K") }
    }
  }

  private func line(
    _ progress: WorkProgress, since first: Int, after elapsed: Duration
  ) -> String {
    let share = min(1, Double(progress.completed) / Double(max(1, progress.total)))
    let width = 24
    let filled = Int(share * Double(width))
    let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
    let rest = Double(max(0, progress.total - progress.completed))
    let done = Double(max(1, progress.completed - first))
    let left = NumberFormat.seconds(elapsed.seconds * rest / done)
    let bound = progress.mayEndEarly ? "at most " : ""
    return "\(progress.activity) \(bar) \(NumberFormat.count(progress.completed)) of \(bound)"
      + "\(NumberFormat.count(progress.total)), \(bound)\(left) left"
  }
}
