import Estimators
import Experiments
import ModelExtraction
import Testing

/// The data sets of the paper (Tramèr et al. 2016, Table 3): d + 1 queries, and an exact copy.
@Suite struct DatasetExtractionTests {
  private func steal(_ kind: ModelKind, _ set: ShippedDataset) async throws {
    let file = try Fixture.target(kind, on: set.name)
    var run = ExtractionRun(against: file, with: EquationSolving(kind))
    run.check = 0
    let outcome = try await run.run()
    let data = EvaluationData(for: file, seed: 1)
    let fidelity = Fidelity(of: outcome.copy.stored, with: file.stored, on: data)
    #expect(file.model.features == set.facts.encodedFeatures)
    #expect(outcome.spent == set.facts.encodedFeatures + 1)
    #expect(fidelity.test?.error == 0)
    #expect(fidelity.uniform.error == 0)
    #expect(fidelity.uniform.totalVariation < 1e-9)
  }

  @Test(arguments: [
    ShippedDataset.circles, .moons, .adultIncome, .breastCancer, .diabetes, .mushrooms,
  ])
  func aLogisticRegressionIsStolenByOneQueryMoreThanFeatures(set: ShippedDataset) async throws {
    try await steal(.logistic, set)
  }

  @Test(arguments: [ShippedDataset.blobs, .fiveClass, .adultRace, .iris, .digits])
  func aSoftmaxRegressionIsStolenByOneQueryMoreThanFeatures(set: ShippedDataset) async throws {
    try await steal(.softmax, set)
  }
}
