import Estimators
import LinearAlgebra
import Oracles

// The methods that search one feature after the other, and then solve the equations of all columns.

extension FeatureRecovery {
  /// The paper's method: d + 1 equations for two classes, c (d + 1) for more.
  func bisection<Target: Oracle>(
    _ rows: RowInterrogation<Target>, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> FeatureExtraction {
    var search = BisectionSearch(rows, settings: self, confirms: true)
    try await search.run()
    let classes = rows.schema.classes.count
    let encoder = search.encoder(marksMissing: false)
    var equations = ColumnEquations(search.rows, encoder, settings: self)
    let unknowns = encoder.dimensions + 1
    try await equations.ask(
      atLeast: classes == 2 ? unknowns : classes * unknowns, evenly: false, using: &generator)
    var solution = try await equations.solve(
      classes == 2 ? .logistic : .softmaxLoss, using: &generator)
    // Extract and test: the equations of the wrong class leave more unexplained.
    if classes > 2, equations.disagreement(of: solution.copy) > 1e-2 {
      let other = try await equations.solve(.oneVsRestLoss, using: &generator)
      if equations.disagreement(of: other.copy) < equations.disagreement(of: solution.copy) {
        solution = other
      }
    }
    solution.method = "bisection, " + solution.method
    return extraction(of: solution, equations.rows)
  }

  /// Ours where scores are no sums: the same search without confirmation, and non-linear equations,
  /// half as many again as there are unknowns in them.
  func oneVsRest<Target: Oracle>(
    _ rows: RowInterrogation<Target>, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> FeatureExtraction {
    var search = BisectionSearch(rows, settings: self, confirms: false)
    try await search.run()
    let classes = rows.schema.classes.count
    let encoder = search.encoder(marksMissing: true)
    var equations = ColumnEquations(search.rows, encoder, settings: self)
    let unknowns = encoder.dimensions + 1
    try await equations.ask(
      atLeast: max(5 * unknowns / 2, 3 * classes * unknowns / (2 * (classes - 1))), evenly: true,
      using: &generator)
    var solution = try await equations.solve(.oneVsRest, using: &generator)
    if let distance = try await equations.check(solution.copy, using: &generator) {
      solution.notes.append(
        "on \(checks) further rows the copy's mean total variation is \(distance)")
      if distance > 1e-6 { solution.converged = false }
    }
    solution.method = "bisection without confirmation, " + solution.method
    return extraction(of: solution.mapCopy(\.withoutEmptyColumns), equations.rows)
  }

  private func extraction(
    of solution: Extraction<BinnedModel>, _ rows: RowInterrogation<some Oracle>
  ) -> FeatureExtraction {
    // The loss of the paper's method ends further from the answers than equations do.
    var extraction = extraction(
      solution.copy, rows, method: solution.method, residual: solution.residual,
      converged: solution.converged && !rows.isOver && solution.residual < 1e-2)
    extraction.saturatedAnswers = solution.saturatedAnswers
    if !rows.isOver {
      extraction.missingColumns = MissingColumn.evidence(
        in: solution.copy, complete: Set(rows.schema.features.indices))
    }
    extraction.notes += solution.notes
    return extraction
  }
}

extension BinnedModel {
  /// The same regression without columns for missing numbers whose weights are all 0.
  var withoutEmptyColumns: BinnedModel {
    guard case .oneVsRest(let regression) = model else { return self }
    var encodings = encoder.encodings
    var kept: [Int] = []
    for (index, feature) in schema.features.enumerated() {
      let width = encodings[index].width(of: feature)
      var columns = Array(encoder.offsets[index]..<(encoder.offsets[index] + width))
      if encodings[index].marksMissing, let last = columns.last {
        let largest = (0..<regression.classes).map { abs(regression.weights[$0, last]) }.max() ?? 0
        if largest < 1e-6 {
          encodings[index].marksMissing = false
          columns.removeLast()
        }
      }
      kept += columns
    }
    let weights = (0..<regression.classes).map { row in kept.map { regression.weights[row, $0] } }
    return BinnedModel(
      BinnedEncoder(schema, encodings: encodings),
      .oneVsRest(
        OneVsRestModel(weights: Matrix(weights), intercepts: regression.intercepts)))
  }
}
