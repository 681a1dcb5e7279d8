import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct HiddenUnitSearchTests {
  @Test(arguments: [1, 3, 6]) func theNumberOfHiddenUnitsIsFound(hidden: Int) async throws {
    let target = RandomModels.perceptron(features: 5, hidden: hidden, classes: 3, seed: 2)
    let witness = WitnessOracle(LocalOracle(target))
    var generator = PhiloxGenerator(seed: 70)
    let result = try await HiddenUnitSearch(maximumHidden: 16)
      .extract(from: witness, using: &generator)
    #expect(result.converged)
    #expect(result.copy.layers[0].outputs == hidden)
    #expect(compare(target, result.copy).totalVariation < 1e-6)
    #expect(Set(witness.asked).count == witness.asked.count)
    #expect(witness.asked.count == result.queries)
  }

  @Test(arguments: [1, 2]) func noMoreUnitsAreTriedThanAllowed(maximum: Int) async throws {
    let target = RandomModels.perceptron(features: 4, hidden: 6, classes: 3, seed: 3)
    var generator = PhiloxGenerator(seed: 70)
    let result = try await HiddenUnitSearch(maximumHidden: maximum)
      .extract(from: LocalOracle(target), using: &generator)
    #expect(result.copy.layers[0].outputs == maximum)
    #expect(!result.converged)
    #expect(result.notes.contains { $0.contains("no network of up to \(maximum) hidden units") })
  }

  @Test(arguments: [2, 10, 40]) func aBudgetThatEndsGivesAMarkedCopy(budget: Int) async throws {
    let target = RandomModels.perceptron(features: 5, hidden: 6, classes: 3, seed: 2)
    let meter = QueryMeter(budget: budget)
    var generator = PhiloxGenerator(seed: 70)
    let result = try await HiddenUnitSearch(maximumHidden: 8)
      .extract(from: MeteredOracle(LocalOracle(target), meter: meter), using: &generator)
    #expect(result.isPartial)
    #expect(isFinite(result.copy))
    #expect(await meter.spent == budget)
  }
}
