import Estimators
import Oracles

/// Asks a target, counts what it is asked, and notices when it contradicts itself.
struct Interrogation<Target: Oracle> {
  let oracle: Target
  /// Whether the lists of features belong to the identities.
  let withFields: Bool
  /// Identities in the order in which they were seen.
  private(set) var table = IdentityTable()
  /// Queries asked.
  private(set) var queries = 0
  /// Batches asked.
  private(set) var rounds = 0
  /// Whether a query was refused since the budget ended.
  private(set) var isOver = false
  /// Identities by the hash of their query. The queries themselves would take more memory than all
  /// else; that two of them share 64 bits never happens.
  private var known: [Int: Int] = [:]

  init(_ oracle: Target, withFields: Bool = false) {
    self.oracle = oracle
    self.withFields = withFields
  }

  /// One answer: the number of its identity, and the features that were looked at.
  struct Answer {
    let identity: Int
    let fields: [Int]?
  }

  /// Asks a batch, or as much of its beginning as the budget grants.
  ///
  /// - Throws: `OracleError.Code.contradiction` if an answer differs from one to the same query.
  mutating func ask(_ inputs: [Query]) async throws(OracleError) -> [Answer] {
    guard !inputs.isEmpty, !isOver else { return [] }
    let predictions = try await oracle.queryWithinBudget(inputs)
    queries += predictions.count
    if !predictions.isEmpty { rounds += 1 }
    isOver = predictions.count < inputs.count
    if queries == 0 {
      throw OracleError(
        .budgetExhausted(remaining: 0), "not a single query was granted: raise the budget")
    }
    var answers: [Answer] = []
    for (input, prediction) in zip(inputs, predictions) {
      let identity = table.number(of: NodeIdentity(prediction, withFields: withFields))
      if let earlier = known.updateValue(identity, forKey: input.hashValue), earlier != identity {
        throw contradiction(input, table[earlier], table[identity])
      }
      answers.append(Answer(identity: identity, fields: prediction.fields))
    }
    return answers
  }

  /// Batches in a row of which every query was asked before.
  private(set) var staleRounds = 0

  /// Identities of a batch, of which only what was never asked is asked.
  ///
  /// - Returns: As many as the budget grants, from the beginning.
  mutating func identities(of inputs: [Query]) async throws(OracleError) -> [Int] {
    var fresh: [Query] = []
    var seen: Set<Int> = []
    for input in inputs where known[input.hashValue] == nil {
      if seen.insert(input.hashValue).inserted { fresh.append(input) }
    }
    staleRounds = fresh.isEmpty ? staleRounds + 1 : 0
    _ = try await ask(fresh)
    var found: [Int] = []
    for input in inputs {
      guard let identity = known[input.hashValue] else { break }
      found.append(identity)
    }
    return found
  }

  private func contradiction(
    _ input: Query, _ first: NodeIdentity, _ second: NodeIdentity
  ) -> OracleError {
    var row = ""
    if case .raw(let schema) = oracle.space {
      row = zip(schema.features, schema.cells(of: input))
        .map { "\($0.name)=\($1.isEmpty ? "missing" : $1)" }.joined(separator: ", ")
    }
    return OracleError(
      .contradiction(
        first: Prediction(label: first.label, scores: first.scores, value: first.value),
        second: Prediction(label: second.label, scores: second.scores, value: second.value),
        to: input),
      "the target contradicts itself: it answered the row \(row) first with \(first.text), then with "
        + "\(second.text); a target that adds noise can't be rebuilt by identities")
  }
}

extension NodeIdentity {
  /// Prediction and confidence in words.
  fileprivate var text: String {
    let predicted = value.map { "\($0)" } ?? "class \(label)"
    return predicted + (confidence.map { " (confidence \($0))" } ?? "")
      + (fields.map { " after the features \($0)" } ?? "")
  }
}
