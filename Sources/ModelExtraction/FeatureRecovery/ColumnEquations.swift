import Estimators
import Foundation
import LinearAlgebra
import Oracles

/// The equations of a known encoding: rows that fill one column each, the empty row, random rows.
///
/// The design matrix of Tramèr et al. 2016, §5.2, solved as any regression over encoded points (§4.1).
/// What was asked in the search is not asked again.
struct ColumnEquations<Target: Oracle> {
  var rows: RowInterrogation<Target>
  let encoder: BinnedEncoder
  let settings: FeatureRecovery
  /// The rows of the system.
  private var inputs: [Query] = []

  init(_ rows: RowInterrogation<Target>, _ encoder: BinnedEncoder, settings: FeatureRecovery) {
    self.rows = rows
    self.encoder = encoder
    self.settings = settings
  }

  /// Asks the empty row, one row per column, and random rows up to a total of at least all of these.
  ///
  /// Where nothing is binned and nothing a category, all rows are random, as in the authors' code.
  /// - Parameter even: Whether the columns of a feature are dealt like cards, each once in a round.
  mutating func ask(
    atLeast total: Int, evenly even: Bool, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) {
    let isPlain = encoder.encodings.allSatisfy { $0.form == .number && !$0.marksMissing }
    inputs = isPlain ? [] : [rows.row([])]
    for feature in encoder.schema.features.indices where !isPlain {
      for value in representatives(of: feature) { inputs.append(rows.row([(feature, value)])) }
    }
    var decks = [[Int]](repeating: [], count: encoder.schema.features.count)
    while inputs.count < total {
      for feature in decks.indices where even && decks[feature].isEmpty {
        decks[feature] = generator.permutation(choices(of: feature).count)
      }
      let dealt = even ? decks.indices.map { decks[$0].removeLast() } : nil
      inputs.append(randomRow(of: dealt, using: &generator))
    }
    // The budget may grant some of them only; then every answer that there is must do.
    _ = try await rows.ask(inputs, for: .solving)
    if rows.isOver { inputs = rows.inputs }
  }

  /// How the equations are solved.
  enum Solver { case logistic, softmaxLoss, oneVsRestLoss, oneVsRest }

  /// Solves for the weights of all columns.
  mutating func solve(
    _ solver: Solver, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<BinnedModel> {
    let points = encoder.scaledPoints(for: inputs)
    guard let answers = try await rows.ask(inputs, for: .solving) else {
      preconditionFailure("the rows of the system were answered before")
    }
    let oracle = AnsweredPoints(
      dimensions: encoder.dimensions,
      answers: Dictionary(zip(points, answers), uniquingKeysWith: { first, _ in first }))
    let (count, source) = (points.count, QueryPoints.listed(points))
    let extraction: Extraction<StoredModel>
    switch solver {
    case .logistic:
      extraction = try await LogisticExtraction(queries: count, points: source)
        .extract(from: oracle, using: &generator).mapCopy { .logistic($0) }
    case .softmaxLoss:
      extraction = try await SoftmaxExtraction(method: .loss, queries: count, points: source)
        .extract(from: oracle, using: &generator).mapCopy { .softmax($0) }
    case .oneVsRestLoss, .oneVsRest:
      let method = solver == .oneVsRest ? OneVsRestExtraction.Method.leastSquares : .loss
      extraction = try await OneVsRestExtraction(method: method, queries: count, points: source)
        .extract(from: oracle, using: &generator).mapCopy { .oneVsRest($0) }
    }
    let (encoder, scales) = (encoder, encoder.scales)
    return extraction.mapCopy { BinnedModel(encoder, $0.dividingWeights(by: scales)) }
  }

  /// Mean total variation of a copy and the target on all rows that were asked.
  func disagreement(of copy: BinnedModel) -> Double {
    let target = rows.answers.map { Prediction(probabilities: $0) }
    return Agreement(target: target, copy: copy.predictions(for: rows.inputs)).totalVariation
  }

  /// Mean total variation of a copy and the target on random rows that no equation holds; `nil` if
  /// none were granted.
  mutating func check(
    _ copy: BinnedModel, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Double? {
    let drawn = (0..<settings.checks).map { _ in randomRow(using: &generator) }
    guard !drawn.isEmpty, let answers = try await rows.ask(drawn, for: .check) else { return nil }
    let target = answers.map { Prediction(probabilities: $0) }
    return Agreement(target: target, copy: copy.predictions(for: drawn)).totalVariation
  }

  /// One value for each column of a feature: of a bin its upper end, which the search has asked.
  private func representatives(of feature: Int) -> [Value] {
    let description = encoder.schema.features[feature]
    guard let grid = settings.grid(of: description) else {
      return (0..<description.encodedWidth).map { .category($0) }
    }
    switch encoder.encodings[feature].form {
    case .bins(let thresholds):
      return (thresholds + [grid.value(at: grid.upper)]).map { .number($0) }
    default:
      return [.number(grid.value(at: grid.far))]
    }
  }

  /// The values that random rows choose from: one per column, and none at all where columns mark that.
  private func choices(of feature: Int) -> [Value] {
    let mayMiss = encoder.encodings.contains { $0.marksMissing }
    return representatives(of: feature) + (mayMiss ? [.missing] : [])
  }

  /// A row of a random column per feature; numbers that aren't binned are uniform.
  ///
  /// - Parameter dealt: The choice for each feature; `nil` draws them.
  private func randomRow(
    of dealt: [Int]? = nil, using generator: inout some RandomNumberGenerator
  ) -> Query {
    let values = encoder.schema.features.indices.map { feature -> (feature: Int, value: Value) in
      let choices = choices(of: feature)
      let index = dealt?[feature] ?? generator.integer(below: choices.count)
      guard encoder.encodings[feature].form == .number, choices[index] != .missing,
        let grid = settings.grid(of: encoder.schema.features[feature])
      else { return (feature, choices[index]) }
      let place = grid.lower + generator.integer(below: grid.upper - grid.lower + 1)
      return (feature, .number(grid.value(at: place)))
    }
    return rows.row(values)
  }
}

/// Points whose answers are known, for attacks that ask points.
private struct AnsweredPoints: Oracle {
  let dimensions: Int
  let answers: [Query: [Double]]

  var space: InputSpace { .encoded(dimensions: dimensions) }

  func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    var predictions: [Prediction] = []
    for input in inputs {
      guard let answer = answers[input] else {
        throw OracleError(.invalidQuery, "a point was asked that is no row of the system")
      }
      predictions.append(Prediction(probabilities: answer))
    }
    return predictions
  }
}

extension BinnedEncoder {
  /// The encoded rows as points, with every column brought to about 1.
  fileprivate func scaledPoints(for inputs: [Query]) -> [Query] {
    let (points, scales) = (self.points(for: inputs), scales)
    return (0..<points.rows).map { row in
      Query(numbers: zip(points[row: row], scales).map { $0 / $1 })
    }
  }
}

extension StoredModel {
  /// The model for columns that are larger by the given factors.
  fileprivate func dividingWeights(by scales: [Double]) -> StoredModel {
    func divided(_ weights: Matrix) -> Matrix {
      var result = weights
      for i in 0..<weights.rows {
        for (j, scale) in scales.enumerated() { result[i, j] /= scale }
      }
      return result
    }
    switch self {
    case .logistic(let model):
      return .logistic(
        LogisticModel(
          weights: zip(model.weights, scales).map { $0 / $1 }, intercept: model.intercept))
    case .softmax(let model):
      return .softmax(
        SoftmaxModel(weights: divided(model.weights), intercepts: model.intercepts))
    case .oneVsRest(let model):
      return .oneVsRest(
        OneVsRestModel(weights: divided(model.weights), intercepts: model.intercepts))
    case .multilayerPerceptron: return self
    }
  }
}
