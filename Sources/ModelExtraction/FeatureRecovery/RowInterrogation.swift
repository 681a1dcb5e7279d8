import Estimators
import Oracles

/// Asks a target rows, each distinct one once, and keeps count of what for.
struct RowInterrogation<Target: Oracle> {
  /// What a query was asked for.
  enum Purpose { case search, solving, check }

  let oracle: Target
  let schema: Schema
  /// How exactly answers are stated, once known.
  var precision = AnswerPrecision.double
  /// Rows in the order in which they were asked.
  private(set) var inputs: [Query] = []
  /// A probability per class for each of them.
  private(set) var answers: [[Double]] = []
  private var purposes: [Purpose] = []
  private var positions: [Query: Int] = [:]
  /// Batches asked.
  private(set) var rounds = 0
  /// Whether a query was refused since the budget ended.
  private(set) var isOver = false

  init(_ oracle: Target, schema: Schema) {
    self.oracle = oracle
    self.schema = schema
  }

  /// Queries asked for a purpose.
  func count(_ purpose: Purpose) -> Int { purposes.count { $0 == purpose } }

  /// Probabilities for each row; `nil` if the budget ended before all were answered.
  mutating func ask(
    _ rows: [Query], for purpose: Purpose
  ) async throws(OracleError) -> [[Double]]? {
    var fresh: [Query] = []
    var seen: Set<Query> = []
    for row in rows where positions[row] == nil {
      if seen.insert(row).inserted { fresh.append(row) }
    }
    if !fresh.isEmpty, !isOver { try await askFresh(fresh, purpose) }
    let found = rows.compactMap { row in positions[row].map { answers[$0] } }
    return found.count == rows.count ? found : nil
  }

  /// Counts a row that was asked towards another purpose.
  mutating func relabel(_ row: Query, as purpose: Purpose) {
    if let position = positions[row] { purposes[position] = purpose }
  }

  /// A row of the given values and nothing else.
  func row(_ values: [(feature: Int, value: Value)]) -> Query {
    var row = Query([Value](repeating: .missing, count: schema.features.count))
    for (feature, value) in values { row.values[feature] = value }
    return row
  }

  private mutating func askFresh(
    _ rows: [Query], _ purpose: Purpose
  ) async throws(OracleError) {
    let predictions = try await oracle.queryWithinBudget(rows)
    isOver = predictions.count < rows.count
    if !predictions.isEmpty { rounds += 1 }
    for (row, prediction) in zip(rows, predictions) {
      answers.append(try probabilities(of: prediction))
      positions[row] = inputs.count
      inputs.append(row)
      purposes.append(purpose)
    }
    if inputs.isEmpty {
      throw OracleError(
        .budgetExhausted(remaining: 0), "not a single query was granted: raise the budget")
    }
  }

  /// The probabilities of an answer; one score is enough where there are two classes.
  private func probabilities(of answer: Prediction) throws(OracleError) -> [Double] {
    let classes = schema.classes.count
    switch answer.scores {
    case .all(let values) where values.count == classes: return values
    case .top(let score) where classes == 2 && answer.label < 2:
      return answer.label == 0 ? [score, 1 - score] : [1 - score, score]
    case .all(let values):
      throw OracleError(
        .unsuitableAnswer,
        "the target answered with \(values.count) probabilities for \(classes) classes")
    default:
      throw OracleError(
        .unsuitableAnswer,
        "the target doesn't answer with a probability per class, which this attack needs: let it "
          + "answer with all of them")
    }
  }
}
