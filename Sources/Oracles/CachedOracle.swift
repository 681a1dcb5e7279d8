public import Estimators

/// An oracle that asks each distinct input once and repeats the answer.
///
/// Extract-and-test runs several attacks over one pool of queries this way. Not for targets that
/// answer with noise.
public struct CachedOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let cache = AnswerCache()
  private let turnstile = Turnstile()

  /// Puts an empty cache in front of an oracle.
  public init(_ base: Base) { self.base = base }

  public var space: InputSpace { base.space }

  /// Asks what isn't known yet.
  ///
  /// A refusal tells how many inputs of this batch, known ones among them, could be answered.
  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    // An input that isn't equal to itself, since it holds a NaN, would never be found again.
    try space.validate(inputs)
    return try await turnstile.pass { () async throws(OracleError) in
      let unknown = await cache.unknown(among: inputs)
      if !unknown.isEmpty {
        do throws(OracleError) {
          await cache.store(unknown, try await base.answers(to: unknown))
        } catch {
          guard case .budgetExhausted(let remaining) = error.code else { throw error }
          let answerable = await cache.answerable(of: inputs, withFurther: remaining)
          throw OracleError(.budgetExhausted(remaining: answerable), error.message)
        }
      }
      return await cache.answers(to: inputs)
    }
  }
}

private actor AnswerCache {
  private var known: [Query: Prediction] = [:]

  /// The distinct inputs without an answer, in order.
  func unknown(among inputs: [Query]) -> [Query] {
    var seen: Set<Query> = []
    return inputs.filter { known[$0] == nil && seen.insert($0).inserted }
  }

  /// Length of the longest beginning with at most `count` distinct inputs without an answer.
  func answerable(of inputs: [Query], withFurther count: Int) -> Int {
    var seen: Set<Query> = []
    return inputs.prefix { input in
      if known[input] == nil { seen.insert(input) }
      return seen.count <= count
    }.count
  }

  func store(_ inputs: [Query], _ answers: [Prediction]) {
    for (input, answer) in zip(inputs, answers) { known[input] = answer }
  }

  func answers(to inputs: [Query]) -> [Prediction] { inputs.compactMap { known[$0] } }
}
