import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct BinnedRegressionTests {
  private var generator = PhiloxGenerator(seed: 1)

  @Test mutating func binsFitWhatNoPlaneParts() throws {
    let data = try ShippedDataset.circles.load().dataset
    func accuracy(_ answers: [Prediction]) -> Double {
      Double(zip(answers, data.labels).count { $0.label == $1 }) / Double(data.count)
    }
    let binned = try BinnedRegression().fit(data, using: &generator)
    let plain = try BinnedRegression(bins: nil).fit(data, using: &generator)
    #expect(accuracy(binned.predictions(for: data.inputs)) > 0.95)
    #expect(accuracy(plain.predictions(for: data.inputs)) < 0.7)
    #expect(binned.model.kind == .logistic && binned.parameterCount == 21)
  }

  // The other estimators minimise the same objective on the same columns: numbers in [-1, 1], which
  // their encoder maps to themselves.
  @Test(arguments: [2, 3]) func withoutBinsItIsTheOtherRegression(classes: Int) throws {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset.noisy(classes: classes)
    let model = try BinnedRegression(bins: nil).fitted(data).model
    let other: StoredModel =
      classes == 2
      ? .logistic(try LogisticRegression().fit(data, using: &generator))
      : .softmax(try SoftmaxRegression().fit(data, using: &generator))
    #expect(model.model.kind == other.kind)
    let difference =
      zip(
        model.predictions(for: data.inputs), other.predictions(for: data.inputs)
      ).map { mine, other in
        zip(mine.probabilities ?? [], other.probabilities ?? []).map { abs($0 - $1) }.max() ?? 1
      }.max() ?? 1
    #expect(difference < 1e-9)
  }

  // The objective depends on the sum of a feature's weights through the penalty alone.
  @Test func theWeightsOfOneFeatureAddUpToZero() throws {
    let data = try ShippedDataset.germanCredit.load().dataset
    let model = try BinnedRegression(bins: 5).fitted(data).model
    guard case .logistic(let regression) = model.model else { Issue.record("not binary"); return }
    for (feature, offset) in model.encoder.offsets.enumerated() {
      let width = model.encoder.encodings[feature].width(of: data.schema.features[feature])
      #expect(abs(regression.weights[offset..<(offset + width)].reduce(0, +)) < 1e-8)
    }
  }

  @Test func missingValuesHaveAWeightOfTheirOwnAsBigMLs() throws {
    var data = try ShippedDataset.iris.load().dataset
    let inputs = data.inputs.enumerated().map { row, input -> Query in
      var input = input
      if row % 7 == 0 { input.values[row % 4] = .missing }
      return input
    }
    data = Dataset(name: "iris", schema: data.schema, inputs: inputs, labels: data.labels)
    let model = try BinnedRegression.bigML().fitted(data).model
    #expect(model.model.kind == .oneVsRest && model.encoder.dimensions == 8)
    #expect(model.encoder.encodings.allSatisfy { $0.marksMissing && $0.form == .number })
    guard case .oneVsRest(let regression) = model.model else { return }
    #expect((0..<4).allSatisfy { abs(regression.weights[0, 2 * $0 + 1]) > 1e-3 })
  }

  @Test func whatCantBeFittedIsRefused() throws {
    let data = Dataset.noisy(classes: 3)
    let kind = #expect(throws: EstimatorError.self) { try BinnedRegression(.logistic).fitted(data) }
    #expect(kind?.message.contains("3 classes") == true)
    var inputs = data.inputs
    inputs[4].values[1] = .number(.nan)
    let broken = Dataset(name: "n", schema: data.schema, inputs: inputs, labels: data.labels)
    let number = #expect(throws: EstimatorError.self) { try BinnedRegression().fitted(broken) }
    #expect(number?.message.contains("row 5: column 'x1' holds nan") == true)
    let alike = Dataset(
      name: "n", schema: data.schema, inputs: data.inputs,
      labels: data.labels.map { _ in 1 })
    #expect(throws: EstimatorError.self) { try BinnedRegression().fitted(alike) }
  }
}
