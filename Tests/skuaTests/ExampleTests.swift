import Foundation
import Testing

/// What the README shows.
@Suite struct ExampleTests {
  @Test func theThreeCommandsOfTheExampleTrainStealAndCompare() async throws {
    try await Program.inTemporaryFolder { skua in
      let train = try await skua(
        "train", "--data", Program.subscribers, "--target", "tier", "--model", "softmax", "--out",
        "target.json")
      #expect(train.status == 0)
      #expect(train.output.contains("10 features, 3 classes, 33 parameters"))
      #expect(train.errors == "")

      let extract = try await skua(
        "extract", "target.json", "--price", "0.0001", "--out", "copy.json")
      #expect(extract.status == 0)
      #expect(extract.output.contains("11 queries, $0.0011"))
      #expect(extract.output.hasSuffix("copy written to copy.json\n"))
      #expect(extract.errors == "")

      let compare = try await skua("compare", "target.json", "copy.json")
      #expect(compare.status == 0)
      #expect(compare.output.components(separatedBy: "100%").count == 4)
      #expect(compare.output.hasSuffix("\n") && !compare.output.hasSuffix("\n\n"))
      #expect(compare.errors == "")
      #expect(try skua.files == ["target.json", "copy.json"])
    }
  }

  @Test func theSameCommandWritesTheSameFile() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.train("iris", "--seed", "5", out: "a.json")
      try await skua.train("iris", "--seed", "5", out: "b.json")
      #expect(try skua.read("a.json") == skua.read("b.json"))
      for copy in ["c.json", "d.json"] {
        let outcome = try await skua("extract", "a.json", "--out", copy)
        #expect(outcome.status == 0)
      }
      #expect(try skua.read("c.json") == skua.read("d.json"))
    }
  }

  @Test func theVariationsOfTheExampleWork() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.train(Program.subscribers, "--target", "tier")
      for (options, queries) in [
        (["--raw"], 9), (["--model", "auto"], 31), (["--ledger", "run.ledger"], 11),
        (["--ledger", "run.ledger"], 11),
      ] {
        let json = try await skua(["extract", "target.json", "--json"] + options).json
        #expect(json["queries"] as? Int == queries)
        let fidelity = try #require(json["fidelity"] as? [String: Any])
        #expect(fidelity["test"] as? Double == 1)
      }
      let rounded = try await skua("extract", "target.json", "--decimals", "3", "--json").json
      let fidelity = try #require(rounded["fidelity"] as? [String: Any])
      #expect(try #require(fidelity["test"] as? Double) > 0.95)
    }
  }
}
