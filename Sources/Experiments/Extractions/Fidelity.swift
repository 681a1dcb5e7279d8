public import Estimators

/// How near a copy comes to its target: 1 - R and total variation on each set of inputs.
public struct Fidelity: Sendable, Hashable, Encodable {
  /// On rows never trained on.
  public let test: Agreement?
  /// On all rows, which is what the authors' code measures.
  public let all: Agreement?
  /// On uniform inputs.
  public let uniform: Agreement

  /// Compares a copy with a target on all inputs at hand.
  public init(of copy: some Model, with target: some Model, on data: EvaluationData) {
    test = data.test.map { Agreement(of: copy, with: target, on: $0) }
    all = data.all.map { Agreement(of: copy, with: target, on: $0) }
    uniform = Agreement(of: copy, with: target, on: data.uniform)
  }

  /// Compares a copy with a target on rows as a user has them.
  public init(
    of copy: some Predictor, with target: some Predictor, on rows: EvaluationRows
  ) {
    func agreement(_ inputs: [Query]) -> Agreement {
      Agreement(target: target.predictions(for: inputs), copy: copy.predictions(for: inputs))
    }
    test = rows.test.map(agreement)
    all = rows.all.map(agreement)
    uniform = agreement(rows.uniform)
  }

  private enum CodingKeys: String, CodingKey {
    case test, uniform, all
    case testTotalVariation = "test_tv"
    case uniformTotalVariation = "uniform_tv"
    case allTotalVariation = "all_tv"
  }

  /// Fractions that agree, and total variations; `null` where there are no rows.
  ///
  /// A total variation is `null` too where a copy answers with NaN.
  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(test?.fidelity, forKey: .test)
    try container.encode(test?.finiteVariation, forKey: .testTotalVariation)
    try container.encode(all?.fidelity, forKey: .all)
    try container.encode(all?.finiteVariation, forKey: .allTotalVariation)
    try container.encode(uniform.fidelity, forKey: .uniform)
    try container.encode(uniform.finiteVariation, forKey: .uniformTotalVariation)
  }
}

extension Agreement {
  /// The mean total variation; `nil` where answers hold no probabilities, and for NaN, which JSON can't hold.
  fileprivate var finiteVariation: Double? { totalVariation.isFinite ? totalVariation : nil }
}
