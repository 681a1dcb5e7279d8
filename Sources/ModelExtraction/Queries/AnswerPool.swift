import Estimators
import Foundation
import LinearAlgebra
import Oracles

/// Queries with their confidence values: the equations of an attack.
struct AnswerPool {
  /// What was asked, in order.
  private(set) var inputs: [Query] = []
  /// The same as points of the encoded cube: `(queries, d)`.
  private(set) var points: Matrix
  /// A probability per class: `(queries, c)`.
  private(set) var probabilities = Matrix(rows: 0, columns: 0)
  /// Whether the budget ended before all queries were asked.
  private(set) var isCutShort = false
  /// Queries chosen after answers had been seen.
  private(set) var adaptiveQueries = 0
  /// The directions that the drawn points cover.
  private var covered = PointSpan()
  private let space: InputSpace
  /// Binary attacks can use a label with its score; others need every probability.
  private let isBinary: Bool

  /// A pool without answers.
  init(space: InputSpace, isBinary: Bool = false) {
    self.space = space
    self.isBinary = isBinary
    points = Matrix(rows: 0, columns: space.dimensions)
  }

  /// Number of answered queries, q.
  var count: Int { inputs.count }
  /// Number of classes, c; 0 before the first answer.
  var classes: Int { probabilities.columns }

  /// Asks until the pool holds `total` answers, the points run out, or the budget ends.
  ///
  /// - Throws: What the oracle throws, but a budget that ends after at least one answer.
  mutating func fill(
    to total: Int, with source: QueryPoints, from oracle: some Oracle,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    try source.validate(in: space)
    guard total > 0 else {
      throw OracleError(
        .budgetTooSmall(minimum: 1), "an attack with \(total) queries can't begin: allow at least 1"
      )
    }
    guard total > count, !isCutShort else { return }
    let drawn = source.draw(
      total - count, after: count, in: space, extending: &covered, using: &generator)
    try await ask(drawn, of: oracle)
    if count < total { isCutShort = true }
  }

  /// Asks inputs that were chosen by looking at earlier answers.
  mutating func askAdaptively(_ chosen: [Query], of oracle: some Oracle) async throws(OracleError) {
    let before = count
    try await ask(chosen, of: oracle)
    adaptiveQueries += count - before
  }

  private mutating func ask(_ asked: [Query], of oracle: some Oracle) async throws(OracleError) {
    guard !asked.isEmpty, !isCutShort else { return }
    let answers = try await oracle.queryWithinBudget(asked)
    guard count + answers.count > 0 else {
      throw OracleError(
        .budgetExhausted(remaining: 0), "the budget grants not a single query: allow at least 1")
    }
    isCutShort = answers.count < asked.count
    try append(Array(asked.prefix(answers.count)), answers)
  }

  private mutating func append(
    _ asked: [Query], _ answers: [Prediction]
  ) throws(OracleError) {
    var elements = probabilities.elements
    var columns = probabilities.columns
    for answer in answers {
      let values = try confidences(of: answer)
      if columns == 0 { columns = values.count }
      guard values.count == columns else {
        throw OracleError(
          .unsuitableAnswer,
          "the target answered with \(columns) probabilities first and \(values.count) later")
      }
      elements += values
    }
    inputs += asked
    points = points.appendingRows(space.points(for: asked))
    probabilities = Matrix(rows: inputs.count, columns: columns, elements: elements)
  }

  private func confidences(of answer: Prediction) throws(OracleError) -> [Double] {
    switch answer.scores {
    case .all(let values) where values.count >= 2: return values
    case .top(let score) where isBinary && answer.label < 2:
      return answer.label == 0 ? [score, 1 - score] : [1 - score, score]
    default:
      throw OracleError(
        .unsuitableAnswer,
        "the target doesn't answer with a probability per class, which this attack needs: let it "
          + "answer with all of them"
      )
    }
  }
}

extension AnswerPool {
  /// The rows in which every probability has an accurate logarithm and none is the whole.
  var usableRows: [Int] {
    (0..<count).filter { row in
      probabilities[row: row].allSatisfy { $0.isTelling && $0 < 1 }
    }
  }

  /// Decimals to which all probabilities are rounded; `nil` if they carry more than 9.
  var decimals: Int? { probabilities.elements.decimals }

  /// Logarithms of the probabilities in `rows`, each row shifted to mean 0: `(rows, c)`.
  ///
  /// The shift removes the normalisation, which no answer reveals.
  func centredLogarithms(of rows: [Int]) -> Matrix {
    var logarithms = Matrix(rows: rows.count, columns: classes)
    for (position, row) in rows.enumerated() {
      let values = probabilities[row: row].map { log($0) }
      let mean = values.reduce(0, +) / Double(classes)
      for k in 0..<classes { logarithms[position, k] = values[k] - mean }
    }
    return logarithms
  }
}

extension Double {
  /// Whether this probability has an accurate logarithm: 0 has none, subnormal numbers lack digits.
  var isTelling: Bool { self >= .leastNormalMagnitude }
}

extension [Double] {
  /// Decimals to which all of these probabilities are rounded; `nil` if they carry more than 9.
  ///
  /// Saturated ones, 0 and 1, are so at any number of decimals and tell nothing.
  var decimals: Int? {
    let telling = filter { $0 > 0 && $0 < 1 }
    guard !telling.isEmpty else { return nil }
    return (1...9).first { decimals in
      let scale = pow(10, Double(decimals))
      return telling.allSatisfy { value in
        let rounded = (value * scale).rounded()
        return rounded >= 1 && abs(value * scale - rounded) < 1e-7
      }
    }
  }
}
