public import Estimators
import Reports

/// What `skua compare` prints: a copy beside its target.
public struct Comparison: Sendable, Encodable {
  /// 1 - R and total variation.
  public let fidelity: Fidelity
  /// Held-out rows compared on; 0 where they can't be had.
  public let testPoints: Int
  /// Uniform inputs compared on.
  public let uniformPoints: Int
  /// What a reader should know.
  public let notes: [String]

  /// Compares two models under the target's schema.
  ///
  /// - Throws: `EstimatorError.Code.malformedModel` if the models were fitted under other schemas,
  ///   so that the same row is another point to each.
  public init(
    of copy: ModelFile, with target: ModelFile, on data: EvaluationData
  ) throws(EstimatorError) {
    if let difference = target.schema.difference(from: copy.schema) {
      throw EstimatorError(
        .malformedModel,
        "the models were fitted to different data and can't be compared: \(difference)")
    }
    fidelity = Fidelity(of: copy.stored, with: target.stored, on: data)
    testPoints = fidelity.test?.points ?? 0
    uniformPoints = fidelity.uniform.points
    notes = data.note.map { [$0] } ?? []
  }

  /// Compares two decision trees under the target's schema.
  ///
  /// - Throws: `EstimatorError.Code.malformedModel` if the trees take other features, categories or
  ///   classes; that they state other ranges doesn't matter to a tree.
  public init(
    of copy: TreeFile, with target: TreeFile, on rows: EvaluationRows, notes: [String] = []
  ) throws(EstimatorError) {
    if let difference = target.schema.difference(from: copy.schema, comparesRanges: false) {
      throw EstimatorError(
        .malformedModel,
        "the trees were fitted to different data and can't be compared: \(difference)")
    }
    fidelity = Fidelity(of: copy.tree, with: target.tree, on: rows)
    testPoints = fidelity.test?.points ?? 0
    uniformPoints = fidelity.uniform.points
    self.notes = notes + (rows.note.map { [$0] } ?? [])
  }

  /// Compares two binned regressions under the target's schema.
  ///
  /// - Throws: `EstimatorError.Code.malformedModel` if the regressions take other features, categories
  ///   or classes; that they state other ranges doesn't matter to a bin.
  public init(
    of copy: BinnedFile, with target: BinnedFile, on rows: EvaluationRows
  ) throws(EstimatorError) {
    if let difference = target.schema.difference(from: copy.schema, comparesRanges: false) {
      throw EstimatorError(
        .malformedModel,
        "the regressions were fitted to different data and can't be compared: \(difference)")
    }
    fidelity = Fidelity(of: copy.model, with: target.model, on: rows)
    testPoints = fidelity.test?.points ?? 0
    uniformPoints = fidelity.uniform.points
    notes = rows.note.map { [$0] } ?? []
  }

  /// The comparison for people, without the notes.
  public var text: String { fidelity.table.text() }
}

extension Schema {
  /// The first thing in which this schema, the target's, differs from a copy's; `nil` if nothing
  /// does.
  fileprivate func difference(from copy: Schema, comparesRanges: Bool = true) -> String? {
    let names = features.map(\.name)
    let others = copy.features.map(\.name)
    if names != others {
      return "the target takes \(Self.list(names)), the copy \(Self.list(others))"
    }
    if classes != copy.classes {
      return "the target knows the classes \(Self.list(classes)), the copy "
        + Self.list(copy.classes)
    }
    let pair = zip(features, copy.features).first { mine, other in
      if !comparesRanges, case .numeric = mine.kind, case .numeric = other.kind { return false }
      return mine != other
    }
    guard let (mine, other) = pair else { return nil }
    return "'\(mine.name)' is \(mine.range) to the target, \(other.range) to the copy"
  }

  /// The first few names, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let more = names.count > 4 ? " and \(names.count - 4) more" : ""
    return names.prefix(4).map { "'\($0)'" }.joined(separator: ", ") + more
  }
}

extension Feature {
  /// What its values are, in words.
  fileprivate var range: String {
    switch kind {
    case .numeric(let minimum, let maximum): "a number from \(minimum) to \(maximum)"
    case .categorical(let categories): "one of \(categories.count) categories"
    }
  }
}
