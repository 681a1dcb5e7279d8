import Estimators
import Oracles

/// Opens the ledger of a run against a target that is at hand.
enum LedgerReplay {
  /// The ledger at a path, or one that ends with the process.
  ///
  /// The queries depend on the seed alone, so that a ledger of another target, or of one that
  /// withholds more or less, holds the same ones and would be replayed. Since the target is at
  /// hand, its answers tell; that costs no query.
  /// - Throws: `OracleError.Code.ledger` if the file can't be used, or holds answers of another
  ///   target.
  static func records(
    at ledger: String?, of oracle: some Oracle
  ) async throws(OracleError) -> any QueryLedger {
    guard let ledger else { return MemoryLedger() }
    let records = try FileLedger(path: ledger)
    let known = await records.entries.prefix { $0.answer != nil }
    var answers: [Prediction] = []
    do {
      answers = try await oracle.query(known.map(\.query))
    } catch {
      throw another(ledger)
    }
    guard zip(known, answers).allSatisfy({ $0.answer?.isNear($1) ?? false }) else {
      throw another(ledger)
    }
    return records
  }

  private static func another(_ path: String) -> OracleError {
    OracleError(
      .ledger,
      "\(path) is the ledger of another run, whose answers this target doesn't give under these "
        + "options: continue with that run's target and options or use a new ledger")
  }
}

extension Prediction {
  /// Whether two answers have the same form and the same numbers, but for rounding.
  ///
  /// A product's last bits depend on the size of the batch.
  fileprivate func isNear(_ other: Prediction) -> Bool {
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 }
    switch (scores, other.scores) {
    case (.all(let mine), .all(let theirs)):
      return mine.count == theirs.count && zip(mine, theirs).allSatisfy(isNear)
    case (.top(let mine), .top(let theirs)):
      return label == other.label && value == other.value && isNear(mine, theirs)
    case (.likeliest(let mine), .likeliest(let theirs)):
      return mine.map(\.label) == theirs.map(\.label)
        && zip(mine, theirs).allSatisfy { isNear($0.score, $1.score) }
    case (.none, .none): return label == other.label && value == other.value
    default: return false
    }
  }
}
