public import Estimators

/// What a service withholds from its answers.
///
/// Tramèr et al. 2016, §7 and §6: the countermeasures that the paper evaluates.
public enum AnswerFilter: Sendable, Hashable {
  /// Every probability rounded to a number of decimals, without renormalising.
  case rounded(decimals: Int)
  /// The predicted class and its probability.
  case topLabel
  /// The predicted class only.
  case labelOnly

  /// What is left of an answer.
  ///
  /// The label stays that of the full answer, so that rounding never changes it.
  public func callAsFunction(_ answer: Prediction) -> Prediction {
    var filtered = answer
    switch self {
    case .rounded(let decimals):
      let scale = power(of: 10, decimals)
      switch answer.scores {
      case .all(let values): filtered.scores = .all(values.map { ($0 * scale).rounded() / scale })
      case .top(let value): filtered.scores = .top((value * scale).rounded() / scale)
      case .none: break
      }
    case .topLabel:
      if let values = answer.probabilities { filtered.scores = .top(values[answer.label]) }
    case .labelOnly:
      filtered.scores = .none
    }
    return filtered
  }

  private func power(of base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}

/// An oracle that withholds part of every answer.
public struct FilteredOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let filters: [AnswerFilter]

  /// Puts filters around an oracle; they apply in order.
  public init(_ base: Base, _ filters: AnswerFilter...) { self.init(base, filters) }

  /// Puts filters around an oracle; they apply in order.
  public init(_ base: Base, _ filters: [AnswerFilter]) {
    self.base = base
    self.filters = filters
  }

  public var space: InputSpace { base.space }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    try await base.query(inputs).map { answer in
      filters.reduce(answer) { $1($0) }
    }
  }
}
