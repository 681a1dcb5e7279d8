/// One line of a training's log.
public struct TrainingRecord: Sendable, Codable {
  /// Steps made.
  public let step: Int
  /// Mean loss of the step's batch, in nats per token.
  public let loss: Double
  /// Mean loss on the held-out documents, where it was measured.
  public let heldOutLoss: Double?
  /// Learning rate of the step.
  public let learningRate: Float
  /// Length of the gradient before it was clipped.
  public let gradientNorm: Float
  /// Tokens trained on so far.
  public let tokens: Int
  /// Seconds since this run began.
  public let seconds: Double

  private enum CodingKeys: String, CodingKey {
    case step, loss, tokens, seconds
    case heldOutLoss = "held_out_loss"
    case learningRate = "learning_rate"
    case gradientNorm = "gradient_norm"
  }
}
