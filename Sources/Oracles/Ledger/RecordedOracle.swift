public import Estimators

/// An oracle that records every query and answer, and replays what its ledger already knows.
///
/// Attacks are deterministic, so a run that is started anew with the same seed asks the same
/// queries. An entry is replayed by its ordinal, and only if its input is the one asked: no
/// recorded answer is asked again, and a ledger of another run is refused. Put a meter around this
/// oracle, not inside: then a refused query leaves no trace, and a replayed one counts as what it
/// was, a paid query.
public struct RecordedOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let ledger: any QueryLedger
  private let position = Position()
  private let turnstile = Turnstile()

  /// Puts a ledger in front of an oracle.
  public init(_ base: Base, ledger: any QueryLedger) {
    self.base = base
    self.ledger = ledger
  }

  public var space: InputSpace { base.space }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    // What the target would refuse anyway is no query: the ledger stays as it is.
    try space.validate(inputs)
    return try await turnstile.pass { () async throws(OracleError) in
      let answers = try await replayOrAsk(inputs, from: await position.ordinal)
      // Only now: what is asked again after a failure has the same ordinals.
      await position.advance(by: inputs.count)
      return answers
    }
  }

  private func replayOrAsk(
    _ inputs: [Query], from start: Int
  ) async throws(OracleError) -> [Prediction] {
    let recorded = Array(await ledger.entries.dropFirst(start).prefix(inputs.count))
    for (offset, entry) in recorded.enumerated() where entry.query != inputs[offset] {
      throw OracleError(
        .ledger,
        "query \(start + offset + 1) is not the one in the ledger, which another run wrote "
          + "(another seed, attack or target): continue with that run's options or use a new ledger"
      )
    }
    let known = recorded.prefix { $0.answer != nil }.compactMap(\.answer)
    guard known.count < inputs.count else { return known }
    try await ledger.record(Array(inputs.dropFirst(recorded.count)))
    let answers = try await base.answers(to: Array(inputs.dropFirst(known.count)))
    try await ledger.record(answers, from: start + known.count)
    return known + answers
  }
}

private actor Position {
  private(set) var ordinal = 0

  func advance(by count: Int) { ordinal += count }
}
