public import Estimators

/// An oracle that asks each distinct input once and repeats the answer.
///
/// Extract-and-test runs several attacks over one pool of queries this way. Not for targets that
/// answer with noise.
public struct CachedOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let cache = AnswerCache()

  /// Puts an empty cache in front of an oracle.
  public init(_ base: Base) { self.base = base }

  public var space: InputSpace { base.space }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    let unknown = await cache.unknown(among: inputs)
    if !unknown.isEmpty {
      await cache.store(unknown, try await base.query(unknown))
    }
    return await cache.answers(to: inputs)
  }
}

private actor AnswerCache {
  private var known: [Query: Prediction] = [:]

  /// The distinct inputs without an answer, in order.
  func unknown(among inputs: [Query]) -> [Query] {
    var seen: Set<Query> = []
    return inputs.filter { known[$0] == nil && seen.insert($0).inserted }
  }

  func store(_ inputs: [Query], _ answers: [Prediction]) {
    for (input, answer) in zip(inputs, answers) { known[input] = answer }
  }

  func answers(to inputs: [Query]) -> [Prediction] { inputs.compactMap { known[$0] } }
}
