import Foundation

/// Members of a space with their likelihoods, which secrets are compared with.
public struct ExposureReferences: Sendable {
  private let sorted: [Double]
  private let fit: SkewNormal?
  /// Whether they are all members of the space.
  private let isWhole: Bool

  /// References of a space.
  ///
  /// - Parameters:
  ///   - losses: The negative log-probability of each, in nats; all finite.
  ///   - isWhole: Whether they are all members of the space, each once.
  /// - Throws: `MemorizationError` of code `input` if there are fewer than two, or one is not finite.
  public init(losses: [Double], isWhole: Bool = false) throws(MemorizationError) {
    guard losses.count > 1, losses.allSatisfy(\.isFinite) else {
      throw MemorizationError(
        .input, "\(losses.count) references, all of finite likelihood, are too few to compare with")
    }
    sorted = losses.sorted()
    self.isWhole = isWhole
    fit = sorted.first == sorted.last ? nil : SkewNormal(fitting: losses)
  }

  /// Number of references.
  public var count: Int { sorted.count }

  /// The rank of a loss among the references, from 1; those of equal loss stand before it.
  public func rank(of loss: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= loss { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }

  /// The exposure of a secret that is no reference, or one of them where they are the whole space.
  ///
  /// - Parameters:
  ///   - loss: The secret's negative log-probability, in nats; finite.
  ///   - estimator: How the rank is found; exact wherever the references are the whole space.
  public func exposure(of loss: Double, by estimator: Exposure.Estimator) -> Exposure {
    precondition(loss.isFinite, "a loss of \(loss)")
    switch estimator {
    case .rank, .interpolation:
      // Where all members are references the secret is one of them and stands before itself.
      let rank = isWhole ? max(1, rank(of: loss) - 1) : rank(of: loss)
      // Of a sample the secret is one more.
      let size = isWhole ? count : count + 1
      return Exposure(
        isWhole ? .rank : .interpolation, bits: log2(Double(size)) - log2(Double(rank)))
    case .extrapolation:
      guard let fit else { return exposure(of: loss, by: .interpolation) }
      return Exposure(.extrapolation, bits: -fit.logProbability(upTo: loss))
    }
  }
}
