import Estimators
import Experiments
import Foundation
import Reports
import Testing

@Suite struct DemonstrationTests {
  @Test func eachTargetIsStolenToTheLastLabel() async throws {
    let targets: [Demonstration.Target] = [
      .init(.logistic, on: .moons), .init(.softmax, on: .digits), .init(.oneVsRest, on: .iris),
    ]
    let outcome = try await Demonstration(of: targets, seed: 3).run()
    #expect(outcome.rows.map(\.model) == [.logistic, .softmax, .oneVsRest])
    #expect(outcome.rows.map(\.unknowns) == [3, 650, 15])
    #expect(outcome.rows.prefix(2).map(\.queries) == [3, 65])
    for row in outcome.rows {
      #expect(row.converged)
      #expect(row.fidelity.test?.disagreements == 0)
      #expect(row.fidelity.uniform.disagreements == 0)
      #expect(abs(row.price - 0.0001 * Double(row.queries)) < 1e-12)
    }
    #expect(outcome.table.text().hasPrefix("Models, stolen"))
    let rows = try #require(try Fixture.json(outcome)["rows"] as? [[String: Any]])
    #expect(rows[1]["data"] as? String == "digits")
  }

  @Test func byDefaultEveryClassIsStolenAtLeastOnce() {
    #expect(Set(Demonstration().targets.map(\.kind)).count == 4)
    #expect(Demonstration().targets.count == 6)
  }
}
