import Estimators
import Experiments
import Foundation
import LinearAlgebra
import Testing

@Suite struct FidelityTests {
  private let target = LogisticModel(weights: [1, 0], intercept: 0)
  private let copy = LogisticModel(weights: [0, 1], intercept: 0)

  private func data(withRows: Bool = true) throws -> EvaluationData {
    let file = try Fixture.target(.logistic, on: "circles")
    var data = EvaluationData(for: file, points: 4, seed: 1)
    data.uniform = Matrix([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    data.test = withRows ? Matrix([[0.5, 1], [0.5, 0.5]]) : nil
    data.all = nil
    return data
  }

  @Test func fractionsThatAgreeAreCountedOnEachSetOfInputs() throws {
    let fidelity = Fidelity(of: copy, with: target, on: try data())
    #expect(fidelity.test?.fidelity == 1)
    #expect(fidelity.uniform.fidelity == 0.5)
    #expect(fidelity.all == nil)
  }

  @Test func numbersOrNullStandUnderTheKeysOfTheContract() throws {
    let full = try Fixture.json(Fidelity(of: copy, with: target, on: data()))
    #expect(full["test"] as? Double == 1)
    #expect(full["uniform"] as? Double == 0.5)
    let distance = try #require(full["uniform_tv"] as? Double)
    // Half of the inputs are answered by σ(1) in place of σ(-1).
    #expect(abs(distance - 0.5 * tanh(0.5)) < 1e-15)
    #expect(try #require(full["test_tv"] as? Double) > 0)

    let bare = try Fixture.json(Fidelity(of: copy, with: target, on: data(withRows: false)))
    for key in ["test", "test_tv", "all", "all_tv"] { #expect(bare[key] is NSNull) }
    #expect(bare["uniform"] as? Double == 0.5)
  }

  @Test func aDistanceThatIsNoNumberIsNull() throws {
    let broken = LogisticModel(weights: [.nan, 0], intercept: 0)
    let json = try Fixture.json(Fidelity(of: broken, with: target, on: data()))
    #expect(json["uniform_tv"] is NSNull)
  }
}
