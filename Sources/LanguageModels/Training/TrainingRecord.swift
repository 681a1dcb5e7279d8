/// One line of a training's log.
public struct TrainingRecord: Sendable, Codable {
  /// Steps made.
  public let step: Int
  /// Mean loss of the step's batch, in nats per token; `nil` of a step that drew no document.
  public let loss: Double?
  /// Mean loss on the held-out documents, where it was measured.
  public let heldOutLoss: Double?
  /// Learning rate of the step.
  public let learningRate: Float
  /// Length of the gradient before it was clipped; with its noise in a private training.
  public let gradientNorm: Float
  /// Tokens trained on so far.
  public let tokens: Int
  /// Seconds since this run began.
  public let seconds: Double
  /// What makes a private training private; `nil` in a plain one.
  public let privacy: Privacy?

  /// A step of a private training. The guarantee is of the weights: documents, losses and the share
  /// of long gradients are exact, so that a log isn't covered by it.
  public struct Privacy: Sendable, Codable, Hashable {
    /// What the steps so far guarantee, at the plan's delta.
    public let epsilon: Double
    /// Documents that the step drew.
    public let documents: Int
    /// Those whose gradient was shortened.
    public let clipped: Int
  }

  private enum CodingKeys: String, CodingKey {
    case step, loss, tokens, seconds, privacy
    case heldOutLoss = "held_out_loss"
    case learningRate = "learning_rate"
    case gradientNorm = "gradient_norm"
  }
}
