import Estimators
import LinearAlgebra
import Oracles

@testable import ModelExtraction

/// Binned regressions to attack, and attacks on them.
enum BinnedFixture {
  /// What a random target looks like.
  struct Shape: Sendable, CustomStringConvertible {
    var kind: ModelKind
    var classes = 2
    /// Numeric features, of which the first ones aren't binned.
    var numbers = 3
    var plain = 0
    var categories: [Int] = []
    var marksMissing = false

    var description: String {
      "\(kind.rawValue) of \(classes), \(numbers) numbers (\(plain) plain), categories \(categories)"
        + (marksMissing ? ", columns for missing values" : "")
    }
  }

  /// A target with normal weights and up to 12 thresholds per number, some grid steps apart.
  static func model(_ shape: Shape, seed: UInt64) -> BinnedModel {
    var generator = PhiloxGenerator(seed: seed, stream: 9)
    var features: [Feature] = []
    var encodings: [FeatureEncoding] = []
    for index in 0..<shape.numbers {
      let minimum = generator.uniform(from: -5, to: 5)
      let maximum = minimum + generator.uniform(from: 1, to: 20)
      features.append(
        Feature(name: "number \(index)", kind: .numeric(minimum: minimum, maximum: maximum)))
      var thresholds: [Double] = []
      for _ in 0..<(1 + generator.integer(below: 12)) {
        thresholds.append(generator.uniform(from: minimum, to: maximum))
      }
      let step = 1e-3 * (maximum - minimum) / 2
      let apart = thresholds.sorted().reduce(into: [Double]()) { kept, threshold in
        if threshold - (kept.last ?? -.infinity) > 3 * step { kept.append(threshold) }
      }
      encodings.append(
        FeatureEncoding(
          index < shape.plain ? .number : .bins(apart), marksMissing: shape.marksMissing))
    }
    for (index, count) in shape.categories.enumerated() {
      features.append(
        Feature(
          name: "category \(index)", kind: .categorical((0..<count).map { "value \($0)" })))
      encodings.append(FeatureEncoding(.categories, marksMissing: shape.marksMissing))
    }
    let schema = Schema(
      features: features, target: "y", classes: (0..<shape.classes).map { "class \($0)" })
    return model(BinnedEncoder(schema, encodings: encodings), shape.kind, using: &generator)
  }

  /// Normal weights on an encoder's columns, smaller on numbers that aren't binned.
  static func model(
    _ encoder: BinnedEncoder, _ kind: ModelKind, using generator: inout PhiloxGenerator
  ) -> BinnedModel {
    let rows = kind == .logistic ? 1 : encoder.schema.classes.count
    var weights = Matrix(rows: rows, columns: encoder.dimensions)
    for index in weights.elements.indices { weights.elements[index] = 0.7 * generator.normal() }
    for (feature, encoding) in encoder.encodings.enumerated() where encoding.form == .number {
      for row in 0..<rows { weights[row, encoder.offsets[feature]] /= 10 }
    }
    let intercepts = (0..<rows).map { _ in 0.5 * generator.normal() }
    let model: StoredModel =
      switch kind {
      case .logistic: .logistic(LogisticModel(weights: weights.elements, intercept: intercepts[0]))
      case .softmax: .softmax(SoftmaxModel(weights: weights, intercepts: intercepts))
      default: .oneVsRest(OneVsRestModel(weights: weights, intercepts: intercepts))
      }
    return BinnedModel(encoder, model)
  }

  /// A binary target of one number with given bins and weights, between 0 and 10, and of two more
  /// numbers with two bins each.
  static func ties(_ thresholds: [Double], _ weights: [Double]) -> BinnedModel {
    let schema = Schema(
      features: ["x", "u", "v"].map { Feature(name: $0, kind: .numeric(minimum: 0, maximum: 10)) },
      target: "y", classes: ["a", "b"])
    let encoder = BinnedEncoder(
      schema,
      encodings: [thresholds, [4], [7.5]].map { FeatureEncoding(.bins($0)) })
    return BinnedModel(
      encoder, .logistic(LogisticModel(weights: weights + [0.3, -0.8, 1.1, 0.2], intercept: -0.4)))
  }

  /// Runs an attack against a local oracle that rounds and meters.
  static func extract(
    _ model: BinnedModel, by attack: FeatureRecovery = FeatureRecovery(),
    rounding: AnswerPrecision = .double, filters: [AnswerFilter] = [], budget: Int? = nil,
    seed: UInt64 = 5
  ) async throws -> FeatureExtraction {
    var generator = PhiloxGenerator(seed: seed)
    let local = LocalOracle(model, space: .raw(model.schema))
    let rounded = HostileOracle(base: FilteredOracle(local, filters)) { _, answers in
      rounding == .single ? answers.map(\.inSinglePrecision) : answers
    }
    let metered = MeteredOracle(rounded, meter: QueryMeter(budget: budget))
    return try await attack.extract(from: metered, using: &generator)
  }

  /// A copy beside its target on 1,000 random rows of the attack's grid, a tenth of the values missing.
  static func agreement(
    _ extraction: FeatureExtraction, with model: BinnedModel,
    by attack: FeatureRecovery = FeatureRecovery()
  ) -> Agreement {
    var generator = PhiloxGenerator(seed: 17)
    let rows = (0..<1000).map { _ -> Query in
      let row = attack.rounded(model.schema.randomRow(using: &generator), under: model.schema)
      return Query(row.values.map { generator.uniform() < 0.1 ? .missing : $0 })
    }
    return Agreement(
      target: model.predictions(for: rows), copy: extraction.copy.predictions(for: rows))
  }
}

extension Prediction {
  /// The same answer as a service of about seven digits gives it.
  fileprivate var inSinglePrecision: Prediction {
    var rounded = self
    if let values = probabilities { rounded.scores = .all(values.map { Double(Float($0)) }) }
    return rounded
  }
}
