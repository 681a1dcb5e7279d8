/// What a long computation tells whoever waits for it.
///
/// It travels as a task-local value, so that no numerical signature carries it: a command sets a
/// listener, the loops report, and without a listener a report costs one comparison.
public struct Progress: Sendable {
  /// What is being done, as a phrase: "training", "solving".
  public let activity: String
  /// Steps done so far.
  public let completed: Int
  /// Steps in all.
  public let total: Int
  /// Whether the work may well be done before `total` steps, as a search that converges is.
  public let mayEndEarly: Bool

  /// The listener of the current task, if any. It may be called from any thread.
  @TaskLocal public static var listener: (@Sendable (Progress) -> Void)?

  /// Tells the listener that `completed` of `total` steps are done.
  public static func report(
    _ activity: String, _ completed: Int, of total: Int, mayEndEarly: Bool = false
  ) {
    listener?(
      Progress(
        activity: activity, completed: completed, total: total, mayEndEarly: mayEndEarly))
  }
}
