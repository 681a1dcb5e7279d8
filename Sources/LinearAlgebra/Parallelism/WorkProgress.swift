/// What a long computation tells whoever waits for it.
///
/// It travels as a task-local value, so that no numerical signature carries it: a command sets a
/// listener, the loops report, and without a listener a report costs one comparison.
public struct WorkProgress: Sendable {
  /// What is being done, as a phrase: "training", "solving".
  public let activity: String
  /// Steps done so far.
  public let completed: Int
  /// Steps in all.
  public let total: Int
  /// Whether the work may well be done before `total` steps, as a search that converges is.
  public let mayEndEarly: Bool

  /// The listener of the current task, if any. It may be called from any thread.
  public static var listener: (@Sendable (WorkProgress) -> Void)? { current?.receive }

  /// What stands in the task. A bare function there crashes at run time in optimised builds
  /// (Swift 6.3.1), a structure around it does not.
  private struct Listener: Sendable {
    let receive: @Sendable (WorkProgress) -> Void
  }

  @TaskLocal private static var current: Listener?

  /// Runs a computation whose reports go to `listener`.
  public static func withListener<Result>(
    _ listener: @escaping @Sendable (WorkProgress) -> Void, _ body: () throws -> Result
  ) rethrows -> Result {
    try $current.withValue(Listener(receive: listener), operation: body)
  }

  /// Runs a computation whose reports go to `listener`.
  public static func withListener<Result>(
    _ listener: @escaping @Sendable (WorkProgress) -> Void, _ body: () async throws -> Result
  ) async rethrows -> Result {
    try await $current.withValue(Listener(receive: listener), operation: body)
  }

  /// Tells the listener that `completed` of `total` steps are done.
  public static func report(
    _ activity: String, _ completed: Int, of total: Int, mayEndEarly: Bool = false
  ) {
    listener?(
      WorkProgress(
        activity: activity, completed: completed, total: total, mayEndEarly: mayEndEarly))
  }
}
