import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct AnswerPoolSaturationTests {
  /// Weights under which scores reach about the given size.
  private static func scale(_ size: Double, features: Int) -> Double {
    size / Double(features).squareRoot()
  }

  @Test(arguments: [100.0, 300, 1e3, 1e4], [1, 5, 20])
  func saturatedBinaryAnswersAreAskedAgainNearerToTheBoundary(
    size: Double, features: Int
  ) async throws {
    let target = RandomModels.logistic(
      features: features, seed: 7, scale: Self.scale(size, features: features))
    var generator = PhiloxGenerator(seed: 8)
    let result = try await LogisticExtraction()
      .extract(from: LocalOracle(target), using: &generator)
    #expect(isFinite(result.copy))
    if result.converged {
      #expect(compare(target, result.copy).totalVariation < 1e-9)
    } else {
      // One label everywhere: there is no boundary between the answers.
      #expect(!result.notes.isEmpty)
      #expect(features == 1)
    }
    if result.adaptiveQueries > 0 {
      #expect(result.notes.contains { $0.contains("chosen after") })
    }
  }

  @Test(arguments: [(300.0, 3), (300, 5), (1e3, 3), (1e3, 5)], [1, 2, 3])
  func saturatedMulticlassAnswersAreAskedAgain(
    target: (size: Double, classes: Int), seed: Int
  ) async throws {
    let classes = target.classes
    let target = RandomModels.softmax(
      features: 6, classes: classes, seed: UInt64(seed),
      scale: Self.scale(target.size, features: 6))
    var generator = PhiloxGenerator(seed: 8)
    let result = try await SoftmaxExtraction().extract(from: LocalOracle(target), using: &generator)
    #expect(isFinite(result.copy))
    #expect(compare(target, result.copy).totalVariation < 1e-9)
    // A class that is nowhere likely stays unknown, and nobody could tell.
    #expect(result.converged || classes == 5)
  }

  @Test(arguments: [100.0, 1e3]) func saturatedOneVsRestAnswersAreAskedAgain(size: Double)
    async throws
  {
    let target = RandomModels.oneVsRest(
      features: 6, classes: 3, seed: 4, scale: Self.scale(size, features: 6))
    var generator = PhiloxGenerator(seed: 8)
    let result = try await OneVsRestExtraction()
      .extract(from: LocalOracle(target), using: &generator)
    #expect(isFinite(result.copy))
    #expect(result.converged == (compare(target, result.copy).totalVariation < 1e-6))
  }

  @Test(arguments: 1...40) func aBudgetThatEndsWhileAskingAgainGivesAMarkedCopy(
    budget: Int
  ) async throws {
    let target = RandomModels.softmax(features: 10, classes: 3, seed: 3, scale: 300)
    let meter = QueryMeter(budget: budget)
    var generator = PhiloxGenerator(seed: 8)
    let result = try await SoftmaxExtraction().extract(
      from: MeteredOracle(LocalOracle(target), meter: meter), using: &generator)
    #expect(isFinite(result.copy))
    #expect(result.queries == (await meter.spent))
    #expect(result.isPartial || result.converged)
    if result.converged { #expect(compare(target, result.copy).totalVariation < 1e-9) }
  }

  @Test(arguments: [1e5, 1e9, 1e300]) func answersThatAreAllSaturatedGiveAFiniteMarkedCopy(
    scale: Double
  ) async throws {
    let target = RandomModels.softmax(features: 6, classes: 4, seed: 3, scale: scale)
    var generator = PhiloxGenerator(seed: 8)
    let result = try await SoftmaxExtraction().extract(from: LocalOracle(target), using: &generator)
    #expect(isFinite(result.copy))
    #expect(result.saturatedAnswers > 0)
    #expect(result.converged == (compare(target, result.copy).totalVariation < 1e-9))
    #expect(result.queries < 200)
  }

  @Test func oneAnswerForEverythingGivesAFiniteMarkedCopy() async throws {
    let target = LogisticModel(weights: [1, 2, 3], intercept: 1e4)
    var generator = PhiloxGenerator(seed: 8)
    let result = try await LogisticExtraction()
      .extract(from: LocalOracle(target), using: &generator)
    #expect(isFinite(result.copy))
    #expect(!result.converged)
    #expect(compare(target, result.copy).agreement == 1)
    #expect(result.notes.contains { $0.contains("every answer is saturated") })
  }

  @Test func saturatedRowsAreReplacedByOthers() async throws {
    let width = Encoder(.mixed).dimensions
    let model = RandomModels.softmax(features: width, classes: 3, seed: 5, scale: 110)
    let target = EncodedModel(schema: .mixed, model: model)
    var generator = PhiloxGenerator(seed: 8)
    let result = try await SoftmaxExtraction().extract(
      from: LocalOracle(target, space: .raw(.mixed)), using: &generator)
    #expect(isFinite(result.copy))
    #expect(result.saturatedAnswers > 0)
    #expect(result.adaptiveQueries > 0)
    // A job that always saturates leaves its unknowns open, which valid rows don't show.
    #expect(compareRows(model, result.copy, .mixed) < 1e-9)
    #expect(result.queries <= 2 * InputSpace.raw(.mixed).rank)
  }

  @Test func aListOfRowsIsNotLeft() async throws {
    let width = Encoder(.mixed).dimensions
    let model = RandomModels.softmax(features: width, classes: 3, seed: 5, scale: 400)
    var generator = PhiloxGenerator(seed: 9)
    let rows = InputSpace.raw(.mixed).uniformQueries(20, using: &generator)
    let witness = WitnessOracle(
      LocalOracle(EncodedModel(schema: .mixed, model: model), space: .raw(.mixed)))
    let result = try await SoftmaxExtraction(queries: 20, points: .listed(rows))
      .extract(from: witness, using: &generator)
    #expect(witness.asked == rows)
    #expect(isFinite(result.copy))
    #expect(result.adaptiveQueries == 0)
  }
}
