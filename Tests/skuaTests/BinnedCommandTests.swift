import Foundation
import Testing

/// Binned regressions on the command line.
@Suite struct BinnedCommandTests {
  @Test func aBinnedRegressionIsTrainedAndComparedWithItself() async throws {
    try await Program.inTemporaryFolder { skua in
      for options in [[], ["--bins", "4"], ["--bins", "none"], ["--missing-columns"]] {
        let train = try await skua(
          ["train", "--data", "iris", "--model", "binned", "--out", "b.json", "--json"] + options)
        #expect(train.status == 0, "\(train.errors)")
        let json = try train.json
        #expect(json["model"] as? String == "binned")
        let isOneVsRest = options == ["--missing-columns"]
        #expect(json["link"] as? String == (isOneVsRest ? "ovr" : "softmax"))
        if options.last == "none" { #expect(json["features"] as? Int == 4) }
        let compare = try await skua("compare", "b.json", "b.json", "--json")
        #expect(compare.status == 0, "\(compare.errors)")
        let fidelity = try #require(try compare.json["fidelity"] as? [String: Any])
        #expect(fidelity["test"] as? Double == 1 && fidelity["uniform_tv"] as? Double == 0)
      }
      try await skua.train("iris")
      try await skua.expectRefusal(
        ["compare", "b.json", "target.json"], saying: "is a binned regression, the other isn't")
      try await skua.expectRefusal(
        ["extract", "b.json", "--attack", "top-down"], status: 64, saying: "feature-recovery")
      try skua.write(try skua.read("b.json").replacing("\"ovr\"", with: "\"mlp\""), to: "bad.json")
      try await skua.expectRefusal(["compare", "bad.json", "b.json"], saying: "bad.json", "'mlp'")
    }
  }

  @Test(arguments: ["0", "1", "-3", "many", "1000001"])
  func binsOutOfRangeAreWrongUsage(bins: String) async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.expectRefusal(
        ["train", "--data", "iris", "--model", "binned", "--out", "b.json", "--bins", bins],
        status: 64, saying: "--bins")
    }
  }
}
