import Foundation
import Testing

@testable import Memorization

@Suite struct MembershipMetricNameTests {
  private let references = ["small", "gpt2-medium"]

  @Test func everyNameIsReadAsItsMetric() {
    let all = MembershipMetric.all(references: references)
    #expect(
      all.map(\.name) == [
        "perplexity", "zlib", "lowercase", "window", "min_k", "min_k_plus_plus", "small",
        "small_difference", "gpt2-medium", "gpt2-medium_difference",
      ])
    for metric in all {
      #expect(MembershipMetric(name: metric.name, references: references) == metric)
    }
  }

  @Test(arguments: ["", "medium", "Zlib", "difference", "_difference", "zlib_difference"])
  func anUnknownNameIsNoMetric(name: String) {
    #expect(MembershipMetric(name: name, references: references) == nil)
  }

  @Test func aMetricIsStoredAsItsName() throws {
    let all = MembershipMetric.all(references: references)
    let data = try JSONEncoder().encode(all)
    #expect(try JSONDecoder().decode([String].self, from: data) == all.map(\.name))
    #expect(try JSONDecoder().decode([MembershipMetric].self, from: data) == all)
  }

  @Test(arguments: [#"[""]"#, #"["_difference"]"#, "[1]"])
  func whatIsNoNameIsNotRead(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([MembershipMetric].self, from: Data(json.utf8))
    }
  }

  @Test(arguments: [
    ["zlib"], ["min_k"], [""], ["a_difference"], ["Small"], ["a b"], ["small", "small"], ["é"],
  ])
  func referencesThatCouldBeTakenForAnotherMetricAreRefused(names: [String]) {
    let error = #expect(throws: MemorizationError.self) {
      try MembershipMetric.checkReferenceNames(names)
    }
    #expect(error?.code == .option)
    #expect(error?.message.contains("'\(names[names.count - 1])'") == true)
  }

  @Test func usualNamesOfReferencesPass() throws {
    try MembershipMetric.checkReferenceNames(["small", "medium", "gpt2-xl", "0.28m"])
  }
}
