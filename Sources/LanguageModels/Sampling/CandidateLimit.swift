extension [any LogitProcessor] {
  /// How many of the largest logits decide the outcome of the chain; `nil` if all may.
  ///
  /// A processor that keeps the order of logits may come before one with a limit: temperatures do,
  /// a ban of repetitions does not, since it may remove the largest.
  public var candidateLimit: Int? {
    for processor in self {
      if let limit = processor.candidateLimit { return limit }
      guard processor is Temperature else { return nil }
    }
    return nil
  }
}
