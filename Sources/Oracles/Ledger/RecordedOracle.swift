public import Estimators

/// An oracle that records every query and answer, and replays what its ledger already knows.
///
/// Attacks are deterministic, so a run that is started anew with the same seed asks the same queries.
/// An entry is replayed by its ordinal, and only if its input is the one asked: no recorded answer is
/// asked again, and a ledger of another run is refused. Put a meter around this oracle, not inside:
/// then a refused query leaves no trace, and a replayed one counts as what it was, a paid query.
public struct RecordedOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let ledger: any QueryLedger
  private let position = Position()

  /// Puts a ledger in front of an oracle.
  public init(_ base: Base, ledger: any QueryLedger) {
    self.base = base
    self.ledger = ledger
  }

  public var space: InputSpace { base.space }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    let start = await position.advance(by: inputs.count)
    let recorded = await ledger.entries.dropFirst(start).prefix(inputs.count)
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
    let asked = Array(inputs.dropFirst(known.count))
    let answers = try await base.query(asked)
    guard answers.count == asked.count else {
      throw OracleError(
        .unsuitableAnswer, "\(asked.count) queries were answered by \(answers.count) predictions")
    }
    try await ledger.record(answers, from: start + known.count)
    return known + answers
  }
}

private actor Position {
  private var ordinal = 0

  /// Takes the next `count` ordinals and returns the first of them.
  func advance(by count: Int) -> Int {
    defer { ordinal += count }
    return ordinal
  }
}
