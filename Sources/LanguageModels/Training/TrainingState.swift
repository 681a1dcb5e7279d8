/// Where a training stands: all that is needed to go on exactly.
public struct TrainingState: Sendable {
  /// The plan it follows.
  public let plan: TrainingPlan
  /// The weights.
  public internal(set) var parameters: GPT2Parameters
  var optimizer: AdamW
  /// Tokens trained on.
  public internal(set) var tokens = 0

  /// Steps made.
  public var step: Int { optimizer.step }
}
