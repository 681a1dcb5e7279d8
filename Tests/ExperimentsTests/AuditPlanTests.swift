import Foundation
import Memorization
import Testing

@testable import Experiments

@Suite struct AuditPlanTests {
  private var plan: AuditPlan {
    var plan = AuditPlan(model: "lab/XL")
    plan.references = [.init("lab/S", name: "small"), .init("lab/M", name: "medium")]
    plan.prefixes = "lab/prefixes.jsonl"
    return plan
  }

  @Test func theMetricsOfThePaperComeFirst() throws {
    #expect(
      try plan.membershipMetrics().map(\.name) == [
        "perplexity", "small", "medium", "zlib", "window", "lowercase",
      ])
  }

  @Test func namedMetricsAreTaken() throws {
    var plan = plan
    plan.metrics = ["min_k", "small_difference"]
    #expect(try plan.membershipMetrics() == [.minK, .referenceDifference("small")])
    plan.metrics = ["large"]
    #expect(throws: MemorizationError.self) { try plan.check() }
  }

  @Test func whatCannotBeDoneIsRefused() throws {
    try plan.check()
    for change in [
      { $0.schemes = [] }, { $0.prefixes = nil }, { $0.truth = "truth.jsonl" },
      { $0.references = [.init("a/S"), .init("b/S")] },
      { $0.references = [.init("zlib")] }, { $0.references = [.init("combined")] },
      { $0.schemes = [.topN, .topN] }, { $0.metrics = ["zlib", "zlib"] },
    ] as [(inout AuditPlan) -> Void] {
      var plan = plan
      change(&plan)
      #expect(throws: MemorizationError.self) { try plan.check() }
    }
  }

  @Test func aPlanIsTheSameBytesEachTime() throws {
    let data = try JSONLine.data(plan)
    #expect(try JSONDecoder().decode(AuditPlan.self, from: data) == plan)
    #expect(try JSONLine.data(plan) == data)
  }
}
