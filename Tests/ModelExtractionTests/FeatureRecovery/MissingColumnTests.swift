import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

/// Columns for missing values, told from answers.
@Suite struct MissingColumnTests {
  /// Rows of two numbers and a category of which some values are missing, and a class.
  private func data(classes: Int = 3) -> Dataset {
    var generator = PhiloxGenerator(seed: 4)
    let schema = Schema(
      features: [
        Feature(name: "x", kind: .numeric(minimum: -1, maximum: 3)),
        Feature(name: "z", kind: .numeric(minimum: -1, maximum: 1)),
        Feature(name: "colour", kind: .categorical(["blue", "green", "red", "white"])),
      ], target: "y", classes: (0..<classes).map { "class \($0)" })
    var inputs: [Query] = []
    var labels: [Int] = []
    for _ in 0..<400 {
      let (x, colour) = (generator.uniform(from: -1, to: 3), generator.integer(below: 4))
      let isLost = generator.uniform() < 0.2
      inputs.append(
        Query([
          isLost ? .missing : .number(x), .number(generator.uniform(from: -1, to: 1)),
          isLost && colour > 1 ? .missing : .category(colour),
        ]))
      labels.append(
        generator.uniform() < 0.2
          ? generator.integer(below: classes) : (isLost ? 0 : (x > 1 ? 1 : colour)) % classes)
    }
    return Dataset(name: "lost", schema: schema, inputs: inputs, labels: labels)
  }

  @Test func amazonsRegressionHasNone() async throws {
    // Trained on whole rows, as the weights of one feature add up to 0 then.
    let rows = data().inputs.indices.filter { !data().inputs[$0].values.contains(.missing) }
    let model = try BinnedRegression(bins: 5).fitted(data().selecting(rows)).model
    let found = try await BinnedFixture.extract(model)
    #expect(found.kind == .softmax && found.missingColumns == ["colour": .absent])
    let plain = try BinnedRegression(bins: nil).fitted(data().selecting(rows)).model
    let copy = try await BinnedFixture.extract(plain)
    #expect(copy.missingColumns == ["x": .absent, "z": .absent, "colour": .absent])
  }

  @Test func bigMLsRegressionHasOnePerField() async throws {
    let model = try BinnedRegression.bigML().fitted(data()).model
    let found = try await BinnedFixture.extract(model)
    #expect(found.kind == .oneVsRest && found.converged)
    // No value of z is missing in training, so that its column has no weight.
    #expect(found.missingColumns == ["x": .present, "z": .absent, "colour": .likely])
    let agreement = BinnedFixture.agreement(found, with: model)
    #expect(agreement.disagreements == 0 && agreement.totalVariation < 1e-5)
  }

  @Test func aNumberWithSuchAColumnIsNoLineThroughTheOrigin() async throws {
    var regression = BinnedRegression(bins: nil, marksMissing: true)
    regression.kind = .softmax
    let model = try regression.fitted(data()).model
    let found = try await BinnedFixture.extract(model)
    #expect(found.kind == .softmax)
    #expect(found.missingColumns["x"] == .present && found.missingColumns["z"] == .absent)
    #expect(found.copy.encoder.encodings.map(\.marksMissing) == [true, false, false])
    #expect(BinnedFixture.agreement(found, with: model).totalVariation < 1e-11)
  }

  @Test func whatABudgetLeavesOpenIsUntold() async throws {
    let model = BinnedFixture.model(
      .init(kind: .logistic, numbers: 1, categories: [3, 8]), seed: 2)
    let found = try await BinnedFixture.extract(model, budget: 6)
    #expect(found.missingColumns["category 1"] == .untold)
  }
}
