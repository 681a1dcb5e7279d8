import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct SupportVectorMachineTests {
  private func circles() -> Dataset {
    var generator = PhiloxGenerator(seed: 4)
    return Circles(samples: 400).generate(using: &generator)
  }

  private func accuracy(_ machine: SupportVectorMachine, on data: Dataset) throws -> Double {
    var generator = PhiloxGenerator(seed: 1)
    let model = try machine.fit(data, using: &generator)
    let answers = model.probabilities(for: data.encoded())
    let hits = (0..<answers.rows).count { row in
      Prediction(probabilities: answers[row: row]).label == data.labels[row]
    }
    for row in 0..<answers.rows {
      let sum = answers[row: row].reduce(0, +)
      #expect(abs(sum - 1) < 1e-9 && answers[row: row].allSatisfy { (0...1).contains($0) })
    }
    return Double(hits) / Double(answers.rows)
  }

  @Test func aRadialKernelTellsCirclesApartAndALinearOneDoesNot() throws {
    let data = circles()
    #expect(try accuracy(SupportVectorMachine(.radial(gamma: 2)), on: data) > 0.98)
    #expect(try accuracy(SupportVectorMachine(.linear), on: data) < 0.75)
  }

  @Test func threeClassesKeepTheirOrder() throws {
    let data = try ShippedDataset.iris.load().dataset
    #expect(try accuracy(SupportVectorMachine(.linear), on: data) > 0.95)
    #expect(try accuracy(SupportVectorMachine(.radial(gamma: nil), cost: 10), on: data) > 0.95)
  }

  @Test func theSameDataGivesTheSameMachine() throws {
    let data = circles()
    var generator = PhiloxGenerator(seed: 1)
    let points = data.encoded()
    let machine = SupportVectorMachine(.radial(gamma: nil))
    let first = try machine.fit(data, using: &generator).probabilities(for: points)
    #expect(try machine.fit(data, using: &generator).probabilities(for: points) == first)
  }

  @Test func oneClassAloneIsRefused() {
    var generator = PhiloxGenerator(seed: 1)
    let data = Dataset(
      name: "d", points: Matrix([[1.0], [2]]), labels: [0, 0], features: ["x"],
      classes: ["a", "b"])
    #expect(throws: EstimatorError.self) {
      try SupportVectorMachine().fit(data, using: &generator)
    }
  }
}
