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
  private let space: InputSpace
  /// What is left of the inputs to ask first; `nil` before they are chosen.
  private var opening: ArraySlice<Query>?
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
    guard total > count, !isCutShort else { return }
    if opening == nil { opening = source.opening(in: space, using: &generator)[...] }
    var drawn = Array(opening?.prefix(total - count) ?? [])
    opening = opening?.dropFirst(drawn.count)
    drawn += source.draw(
      total - count - drawn.count, after: count + drawn.count, in: space, using: &generator)
    if drawn.count < total - count, count + drawn.count == 0 {
      throw OracleError(.invalidQuery, "the list of query points is empty")
    }
    try await ask(drawn, of: oracle)
    if drawn.count + count < total { isCutShort = true }
  }

  /// Asks inputs that were chosen by looking at earlier answers.
  mutating func askAdaptively(_ chosen: [Query], of oracle: some Oracle) async throws(OracleError) {
    let before = count
    try await ask(chosen, of: oracle)
    adaptiveQueries += count - before
  }

  private mutating func ask(_ asked: [Query], of oracle: some Oracle) async throws(OracleError) {
    guard !asked.isEmpty, !isCutShort else { return }
    do {
      try append(asked, try await oracle.query(asked))
    } catch {
      guard case .budgetExhausted(let remaining) = error.code else { throw error }
      guard remaining + count > 0 else { throw error }
      isCutShort = true
      let granted = Array(asked.prefix(remaining))
      guard !granted.isEmpty else { return }
      try append(granted, try await oracle.query(granted))
    }
  }

  private mutating func append(
    _ asked: [Query], _ answers: [Prediction]
  ) throws(OracleError) {
    var elements = probabilities.elements
    var columns = probabilities.columns
    for answer in answers {
      let values = try confidences(of: answer)
      if columns == 0 { columns = values.count }
      guard values.count == columns, values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw OracleError(
          .unsuitableAnswer,
          "an answer holds \(values.count) values that are not \(columns) probabilities")
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
    case .top(let score) where isBinary:
      return answer.label == 0 ? [score, 1 - score] : [1 - score, score]
    default:
      throw OracleError(
        .unsuitableAnswer,
        "the target doesn't answer with a probability per class, which this attack needs")
    }
  }
}

extension AnswerPool {
  /// The rows in which every probability has a finite logarithm and none is the whole.
  var usableRows: [Int] {
    (0..<count).filter { row in probabilities[row: row].allSatisfy { $0 > 0 && $0 < 1 } }
  }

  /// Decimals to which all probabilities are rounded; `nil` if they carry more than 9.
  var decimals: Int? {
    (1...9).first { decimals in
      let scale = pow(10, Double(decimals))
      return probabilities.elements.allSatisfy { value in
        abs(value * scale - (value * scale).rounded()) < 1e-7
      }
    }
  }

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
