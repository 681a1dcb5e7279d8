import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct FeatureRecoveryTests {
  static let shapes: [BinnedFixture.Shape] = [
    .init(kind: .logistic, numbers: 2), .init(kind: .logistic, numbers: 4, categories: [2, 5, 9]),
    .init(kind: .logistic, numbers: 0, categories: [3, 4, 20]),
    .init(kind: .logistic, numbers: 1), .init(kind: .softmax, classes: 3, numbers: 3),
    .init(kind: .softmax, classes: 5, numbers: 4, categories: [2, 7]),
    .init(kind: .softmax, classes: 2, numbers: 2, categories: [3]),
    .init(kind: .softmax, classes: 3, numbers: 6, plain: 6),
    .init(kind: .logistic, numbers: 4, plain: 2, categories: [3]),
    .init(kind: .softmax, classes: 3, numbers: 4, plain: 2, categories: [3], marksMissing: true),
  ]

  @Test(arguments: shapes) func everyBinAndWeightOfARandomTargetIsFound(
    shape: BinnedFixture.Shape
  ) async throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      let model = BinnedFixture.model(shape, seed: seed)
      let found = try await BinnedFixture.extract(model, seed: seed)
      let agreement = BinnedFixture.agreement(found, with: model)
      // Answers of 16 digits give weights of as many, less what their logarithms cost.
      #expect(agreement.disagreements == 0 && agreement.totalVariation < 1e-11, "seed \(seed)")
      #expect(found.converged && !found.isPartial && found.kind == expected(model))
      expectThresholds(found, of: model)
    }
  }

  @Test(arguments: shapes) func sevenDigitsAreEnough(shape: BinnedFixture.Shape) async throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let model = BinnedFixture.model(shape, seed: seed)
      let found = try await BinnedFixture.extract(model, rounding: .single, seed: seed)
      let agreement = BinnedFixture.agreement(found, with: model)
      #expect(agreement.disagreements == 0 && agreement.totalVariation < 1e-6, "seed \(seed)")
      expectThresholds(found, of: model)
    }
  }

  @Test(arguments: shapes.filter { $0.plain == 0 })
  func thePapersMethodFindsThemToo(shape: BinnedFixture.Shape) async throws {
    let attack = FeatureRecovery(.paper, numbers: .binned)
    for seed in 1...3 as ClosedRange<UInt64> {
      let model = BinnedFixture.model(shape, seed: seed)
      let found = try await BinnedFixture.extract(model, by: attack, seed: seed)
      #expect(BinnedFixture.agreement(found, with: model).disagreements == 0)
      expectThresholds(found, of: model)
      // d + 1 equations for two classes and c (d + 1) for more, of which the search has asked some.
      let unknowns = model.encoder.dimensions + 1
      let equations = shape.classes == 2 ? unknowns : shape.classes * unknowns
      let binned = model.encoder.thresholds.values.reduce(0) { $0 + $1.count + 1 }
      #expect(found.solvingQueries <= equations - binned && found.checkQueries == 0)
      // Among few columns a random row may come up twice, and is asked once.
      if shape.classes == 2 { #expect(found.solvingQueries == equations - binned) }
      let ours = try await BinnedFixture.extract(model, seed: seed)
      if shape.numbers > 1 { #expect(ours.searchQueries < found.searchQueries) }
    }
  }

  @Test func oursAsksLessThanHalfOfThePapers() async throws {
    let shape = BinnedFixture.Shape(kind: .softmax, classes: 3, numbers: 5, categories: [6, 4])
    for seed in 1...5 as ClosedRange<UInt64> {
      let model = BinnedFixture.model(shape, seed: seed)
      let ours = try await BinnedFixture.extract(model)
      let paper = try await BinnedFixture.extract(
        model, by: FeatureRecovery(.paper, numbers: .binned))
      #expect(2 * ours.queries < paper.queries)
    }
  }

  @Test func numbersAsTheyAreTakeOneQueryPerFeatureAndOneToTellThem() async throws {
    let model = BinnedFixture.model(
      .init(kind: .softmax, classes: 10, numbers: 64, plain: 64), seed: 1)
    let found = try await BinnedFixture.extract(model)
    #expect(found.searchQueries == 0 && found.solvingQueries == 65 && found.checkQueries == 21)
    #expect(found.copy.encoder.encodings.allSatisfy { $0 == FeatureEncoding(.number) })
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-11)
  }

  @Test(arguments: [false, true]) func oneVsRestIsToldFromSoftmax(marksMissing: Bool) async throws {
    let shape = BinnedFixture.Shape(
      kind: .oneVsRest, classes: 3, numbers: 3, categories: [2, 4], marksMissing: marksMissing)
    for seed in 1...3 as ClosedRange<UInt64> {
      let model = BinnedFixture.model(shape, seed: seed)
      let found = try await BinnedFixture.extract(model, seed: seed)
      #expect(found.kind == .oneVsRest && found.converged, "\(found.notes)")
      // The solver stops at 1e-11 nats in the answers; weights that few of them bear on are off more.
      #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-6)
      expectThresholds(found, of: model)
      let paper = try await BinnedFixture.extract(
        model, by: FeatureRecovery(.paper, numbers: .binned), seed: seed)
      #expect(paper.kind == .oneVsRest)
    }
  }

  @Test func aTargetThatTellsTheLabelsScoreAloneIsEnoughForTwoClasses() async throws {
    let model = BinnedFixture.model(.init(kind: .logistic, numbers: 2, categories: [3]), seed: 2)
    let found = try await BinnedFixture.extract(model, filters: [.topLabel])
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-9)
  }

  @Test func roundedAnswersGiveThresholdsAndWeightsToTheirDigits() async throws {
    let model = BinnedFixture.model(.init(kind: .logistic, numbers: 3, categories: [4]), seed: 3)
    let found = try await BinnedFixture.extract(model, filters: [.rounded(decimals: 5)])
    #expect(found.notes.contains("the answers carry 5 decimals"))
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-4)
    expectThresholds(found, of: model)
  }

  @Test func theSameSeedAsksTheSame() async throws {
    let model = BinnedFixture.model(.init(kind: .logistic, numbers: 3, categories: [4]), seed: 4)
    for method in FeatureRecovery.Method.allCases {
      var asked: [[Query]] = []
      for _ in 0..<2 {
        let witness = WitnessOracle(LocalOracle(model, space: .raw(model.schema)))
        var generator = PhiloxGenerator(seed: 5)
        let found = try await FeatureRecovery(method).extract(from: witness, using: &generator)
        #expect(witness.asked.count == found.queries)
        #expect(Set(witness.asked).count == found.queries)
        asked.append(witness.asked)
      }
      #expect(asked[0] == asked[1])
    }
  }

  private func expected(_ model: BinnedModel) -> ModelKind {
    model.schema.classes.count == 2 ? .logistic : .softmax
  }

  /// Expects every threshold of a target within a grid step, and none besides.
  private func expectThresholds(
    _ found: FeatureExtraction, of model: BinnedModel,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let truth = model.encoder.thresholds
    #expect(
      found.thresholds.mapValues(\.count) == truth.mapValues(\.count),
      sourceLocation: sourceLocation)
    for feature in model.schema.features {
      guard case .numeric(let minimum, let maximum) = feature.kind else { continue }
      let step = 1e-3 * (maximum - minimum) / 2
      for (mine, theirs) in zip(found.thresholds[feature.name] ?? [], truth[feature.name] ?? []) {
        #expect(mine <= theirs && theirs - mine <= step * 1.0001, sourceLocation: sourceLocation)
      }
    }
  }
}
