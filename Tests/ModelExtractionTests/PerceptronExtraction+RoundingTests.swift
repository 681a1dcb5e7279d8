import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct PerceptronRoundingTests {
  private let target = RandomModels.perceptron(features: 8, hidden: 4, classes: 3, seed: 1)

  private func rounded(_ decimals: Int) -> FilteredOracle<LocalOracle<PerceptronModel>> {
    FilteredOracle(LocalOracle(target), .rounded(decimals: decimals))
  }

  private func extract(_ decimals: Int) async throws -> Extraction<PerceptronModel> {
    var generator = PhiloxGenerator(seed: 51)
    return try await PerceptronExtraction(hidden: 4)
      .extract(from: rounded(decimals), using: &generator)
  }

  @Test func moreDecimalsGiveABetterCopy() async throws {
    var distances: [Double] = []
    for decimals in [3, 5] {
      let result = try await extract(decimals)
      #expect(result.decimals == decimals)
      #expect(isFinite(result.copy) && result.residual.isFinite)
      #expect(result.method == "variable projection, then the loss")
      #expect(
        result.queries == PerceptronExtraction(hidden: 4).defaultQueries(features: 8, classes: 3))
      distances.append(compare(target, result.copy).totalVariation)
    }
    #expect(distances[1] < distances[0])
    #expect(distances[1] < 0.02)
    #expect(distances[0] < 0.1)
  }

  @Test func answersThatAreNotRoundedHaveNoNumberOfDecimals() async throws {
    var generator = PhiloxGenerator(seed: 51)
    let result = try await PerceptronExtraction(hidden: 4)
      .extract(from: LocalOracle(target), using: &generator)
    #expect(result.decimals == nil && result.converged)
  }

  @Test(arguments: [3, 5]) func roundedAnswersDontTellTheNumberOfHiddenUnits(
    decimals: Int
  ) async throws {
    let witness = WitnessOracle(rounded(decimals))
    var generator = PhiloxGenerator(seed: 70)
    let result = try await HiddenUnitSearch(maximumHidden: 16)
      .extract(from: witness, using: &generator)
    #expect(!result.converged)
    #expect(result.decimals == decimals)
    #expect(isFinite(result.copy))
    #expect(
      result.notes.contains { $0.contains("rounded answers don't tell the number of hidden") })
    #expect(witness.asked.count == result.queries)
  }
}
