import Foundation
import Testing

/// Trees on the command line: trained, shown, converted and compared.
@Suite struct TreeCommandTests {
  @Test func aTreeIsTrainedShownConvertedAndComparedWithItself() async throws {
    try await Program.inTemporaryFolder { skua in
      let train = try await skua(
        "train", "--data", Program.subscribers, "--target", "tier", "--model", "tree",
        "--leaf-size", "8", "--out", "tree.json", "--json")
      #expect(train.status == 0, "\(train.errors)")
      let json = try train.json
      #expect(json["model"] as? String == "tree" && json["classes"] as? Int == 3)
      let leaves = try #require(json["leaves"] as? Int)

      let shown = try await skua(
        "tree", "tree.json", "--svg", "tree.svg", "--bigml", "bigml.json", "--out", "same.json")
      #expect(shown.status == 0 && shown.errors == "", "\(shown.errors)")
      #expect(shown.output.hasPrefix("tier: 3 classes, 5 features, \(leaves) leaves"))
      #expect(try skua.read("tree.svg").hasPrefix("<svg"))
      #expect(shown.output.contains("monthly_spend <= ") && shown.output.contains("rows)"))
      #expect(try skua.read("same.json") == skua.read("tree.json"))

      for copy in ["bigml.json", "same.json"] {
        let compare = try await skua("compare", "tree.json", copy, "--json")
        #expect(compare.status == 0, "\(compare.errors)")
        let fidelity = try #require(try compare.json["fidelity"] as? [String: Any])
        #expect(fidelity["test"] as? Double == 1 && fidelity["uniform"] as? Double == 1)
      }
      let described = try await skua("tree", "bigml.json", "--json", "--lines", "2")
      #expect(try described.json["leaves"] as? Int == leaves)
    }
  }

  @Test func aNumberIsPredictedWhereTheTargetIsOne() async throws {
    try await Program.inTemporaryFolder { skua in
      let train = try await skua(
        "train", "--data", Program.subscribers, "--target", "monthly_spend", "--model", "tree",
        "--pruning", "confidence", "--categories", "subsets", "--out", "tree.json")
      #expect(train.status == 0, "\(train.errors)")
      #expect(train.output.contains("a number") && train.output.contains("mean squared error"))
      let compare = try await skua("compare", "tree.json", "tree.json")
      #expect(compare.status == 0 && compare.output.contains("100%"), "\(compare.errors)")
    }
  }

  @Test(arguments: [
    ["--depth", "-1"], ["--leaf-size", "0"], ["--split-size", "1"], ["--criterion", "luck"],
    ["--categories", "some"], ["--pruning", "hard"], ["--pruning", "-1"], ["--pruning", "inf"],
  ])
  func anOptionOutOfRangeIsWrongUsage(option: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.expectRefusal(
        ["train", "--data", "iris", "--model", "tree", "--out", "a.json"] + option, status: 64,
        saying: option[0])
    }
  }

  @Test func filesThatAreNoTreeSayWhy() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.train("iris")
      try await skua.train("iris", "--model", "tree", out: "tree.json")
      let text = try skua.read("tree.json")
      try skua.write(String(text.prefix(300)), to: "cut.json")
      let root = text.range(of: "\"children\":[1,2]")
      #expect(root != nil)
      try skua.write(
        text.replacingOccurrences(of: "\"children\":[1,2]", with: "\"children\":[0,2]"),
        to: "cycle.json")
      try skua.write(
        text.replacingOccurrences(of: "\"children\":[1,2]", with: "\"children\":[1,999]"),
        to: "dangling.json")
      try skua.write("<PMML><TreeModel/></PMML>", to: "empty.pmml")
      try skua.write("<PMML><Tree", to: "cut.pmml")
      for verb in [["tree"], ["compare", "tree.json"]] {
        try await skua.expectRefusal(verb + ["cut.json"], saying: "cut.json", "cut short")
        try await skua.expectRefusal(verb + ["cycle.json"], saying: "cycle.json", "a cycle")
        try await skua.expectRefusal(verb + ["dangling.json"], saying: "the child 999")
        try await skua.expectRefusal(verb + ["empty.pmml"], saying: "empty.pmml", "TreeModel")
        try await skua.expectRefusal(verb + ["cut.pmml"], saying: "cut.pmml", "no whole XML")
        try await skua.expectRefusal(verb + ["none.json"], saying: "No such file")
      }
      try await skua.expectRefusal(["tree", "target.json"], saying: "a decision tree is needed")
      try await skua.expectRefusal(
        ["compare", "tree.json", "target.json"], saying: "is a decision tree, the other isn't")
      try await skua.expectRefusal(
        ["tree", "tree.json", "--out", "tree.json"], status: 64, saying: "--out")
    }
  }

  @Test func aTreeIsStolenByEachAttack() async throws {
    try await Program.inTemporaryFolder { skua in
      let train = try await skua(
        "train", "--data", Program.subscribers, "--target", "tier", "--model", "tree",
        "--leaf-size", "8", "--out", "tree.json")
      #expect(train.status == 0, "\(train.errors)")
      for attack in ["path-finding", "top-down", "adaptive"] {
        let extract = try await skua(
          "extract", "tree.json", "--attack", attack, "--out", "copy.json", "--json")
        #expect(extract.status == 0, "\(extract.errors)")
        let json = try extract.json
        #expect(json["attack"] as? String == attack && json["model"] as? String == "tree")
        let compare = try await skua("compare", "tree.json", "copy.json", "--json")
        #expect(compare.status == 0, "\(compare.errors)")
      }
      let partial = try await skua("extract", "tree.json", "--budget", "10")
      #expect(partial.status == 0 && partial.output.contains("partial"), "\(partial.errors)")
      let labels = try await skua(
        "extract", "tree.json", "--label-only", "--no-fields", "--round", "2")
      #expect(labels.status == 0 && labels.errors.contains("experimental"), "\(labels.errors)")
    }
  }

  @Test(arguments: [
    ["--attack", "equation-solving"], ["--model", "softmax"], ["--epsilon", "0"],
    ["--epsilon", "-1"], ["--attack", "top-down", "--complete"],
    ["--attack", "path-finding", "--label-only"], ["--queries", "5"],
  ])
  func whatIsNotForTreesIsWrongUsage(options: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      let train = try await skua(
        "train", "--data", "iris", "--model", "tree", "--out", "tree.json")
      #expect(train.status == 0, "\(train.errors)")
      try await skua.expectRefusal(
        ["extract", "tree.json"] + options, status: 64, saying: options[0])
    }
  }
}
