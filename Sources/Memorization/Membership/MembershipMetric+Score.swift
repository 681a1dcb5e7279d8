extension MembershipMetric {
  /// How strongly the sample looks memorised: the larger, the more.
  ///
  /// It is `nan` where no token was scored, or what the metric needs is not there. A text that
  /// lower-casing leaves as it is has the ratio 1, whatever `lowercaseLogPerplexity` says.
  public func score(_ evidence: SampleEvidence) -> Double {
    let target = evidence.logPerplexity
    guard !target.isNaN else { return .nan }
    switch self {
    case .perplexity:
      return -target
    case .zlib:
      return Double(ZlibEntropy.bytes(of: evidence.text)) / Self.guarded(target)
    case .lowercase:
      guard LowercaseText.changes(evidence.text) else { return 1 }
      return Self.ratio(evidence.lowercaseLogPerplexity, target)
    case .window:
      return -Self.leastWindow(evidence.logProbabilities)
    case .minK:
      return Self.meanOfLowest(evidence.logProbabilities.filter { !$0.isNaN }.map(Double.init))
    case .minKPlusPlus:
      return Self.meanOfLowest(Self.standardized(evidence))
    case .reference(let name):
      return Self.ratio(evidence.references[name], target)
    case .referenceDifference(let name):
      return (evidence.references[name] ?? .nan) - target
    }
  }

  private static func guarded(_ logPerplexity: Double) -> Double {
    max(logPerplexity, leastLogPerplexity)
  }

  /// Both log-perplexities are guarded, so that a loop which both models are sure of stands at 1.
  private static func ratio(_ other: Double?, _ target: Double) -> Double {
    guard let other, !other.isNaN else { return .nan }
    return guarded(other) / guarded(target)
  }

  /// The least log-perplexity of a run of `windowLength` scored tokens.
  ///
  /// Tokens of probability zero are counted apart, since infinities don't leave a rolling sum.
  private static func leastWindow(_ logProbabilities: [Float]) -> Double {
    let losses = logProbabilities.lazy.filter { !$0.isNaN }.map { -Double($0) }
    let values = Array(losses)
    let length = min(windowLength, values.count)
    var least = Double.infinity
    var (sum, impossible) = (0.0, 0)
    for (position, value) in values.enumerated() {
      if value.isFinite { sum += value } else { impossible += 1 }
      if position >= length {
        let left = values[position - length]
        if left.isFinite { sum -= left } else { impossible -= 1 }
      }
      if position >= length - 1, impossible == 0 { least = min(least, sum) }
    }
    return least / Double(length)
  }

  /// The mean of the lowest fifth, of at least one; `nan` of nothing.
  private static func meanOfLowest(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let count = max(1, Int(lowestShare * Double(values.count)))
    return values.sorted().prefix(count).reduce(0, +) / Double(count)
  }

  /// (log p - mean) / deviation of each scored token.
  private static func standardized(_ evidence: SampleEvidence) -> [Double] {
    guard let moments = evidence.moments else { return [] }
    precondition(
      moments.count == evidence.logProbabilities.count,
      "\(moments.count) moments for \(evidence.logProbabilities.count) log-probabilities")
    return zip(evidence.logProbabilities, moments).lazy
      .filter { !$0.isNaN && !$1.mean.isNaN && !$1.deviation.isNaN }
      .map { (Double($0) - Double($1.mean)) / max(Double($1.deviation), leastDeviation) }
  }
}
