public import Estimators

/// What a service withholds from its answers.
///
/// Tramèr et al. 2016, §7 and §6: the countermeasures that the paper evaluates.
public enum AnswerFilter: Sendable, Hashable {
  /// Every probability rounded to a number of decimals, 0 or more, without renormalising.
  case rounded(decimals: Int)
  /// The predicted class and its probability.
  case topLabel
  /// The probabilities of so many likeliest classes, 1 or more; of equals those of lower index.
  case topK(Int)
  /// The predicted class, or number, only.
  case labelOnly
  /// Everything but the list of features that were looked at.
  case withoutFields

  /// What is left of an answer.
  ///
  /// The label stays that of the full answer, so that rounding never changes it.
  public func callAsFunction(_ answer: Prediction) -> Prediction {
    var filtered = answer
    switch self {
    case .rounded(let decimals):
      switch answer.scores {
      case .all(let values): filtered.scores = .all(values.map { rounded($0, to: decimals) })
      case .likeliest(let values):
        filtered.scores = .likeliest(
          values.map { .init(label: $0.label, score: rounded($0.score, to: decimals)) })
      case .top(let value): filtered.scores = .top(rounded(value, to: decimals))
      case .none: break
      }
    case .topLabel: filtered.scores = topScore(answer)
    case .topK(1): filtered.scores = topScore(answer)
    case .topK(let count): filtered.scores = likeliest(count, answer)
    case .labelOnly:
      filtered.scores = .none
      filtered.fields = nil
    case .withoutFields:
      filtered.fields = nil
    }
    return filtered
  }

  private func topScore(_ answer: Prediction) -> Prediction.Scores {
    switch answer.scores {
    case .all(let values):
      values.indices.contains(answer.label) ? .top(values[answer.label]) : .none
    case .likeliest(let values):
      values.first { $0.label == answer.label }.map { .top($0.score) } ?? .none
    case .none, .top: answer.scores
    }
  }

  private func likeliest(_ count: Int, _ answer: Prediction) -> Prediction.Scores {
    precondition(count >= 1, "an answer has no \(count) likeliest classes")
    switch answer.scores {
    case .all(let values) where values.count > count:
      let order = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
      return .likeliest(order.prefix(count).map { .init(label: $0, score: values[$0]) })
    case .likeliest(let values): return .likeliest(Array(values.prefix(count)))
    default: return answer.scores
    }
  }

  private func rounded(_ value: Double, to decimals: Int) -> Double {
    precondition(decimals >= 0, "no number has \(decimals) decimals")
    let scale = (0..<decimals).reduce(1.0) { product, _ in 10 * product }
    let scaled = value * scale
    // From 2^53 on every `Double` is whole: so many decimals round nothing.
    return abs(scaled) < 0x1p53 ? scaled.rounded() / scale : value
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
