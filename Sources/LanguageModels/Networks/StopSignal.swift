import Synchronization

/// Tells running work that nobody waits for it any more.
final class StopSignal: Sendable {
  private let raised = Atomic<Bool>(false)

  /// Whether work should end.
  var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Asks work to end at its next step.
  func raise() { raised.store(true, ordering: .relaxed) }
}
