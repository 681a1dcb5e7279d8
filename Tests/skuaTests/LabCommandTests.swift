import Foundation
import Testing

/// `skua lab`.
@Suite struct LabCommandTests {
  @Test func theTextIsWrittenAndDescribed() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua(
        "lab", "build", "--size", "tiny", "--corpus-only", "--out", "lab", "--seed", "7", "--json")
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      let json = try outcome.json
      #expect(
        json["command"] as? String
          == "skua lab build --size tiny --seed 7 --corpus-only --out lab")
      let corpus = try #require(json["corpus"] as? [String: Any])
      #expect((corpus["families"] as? [String: Any])?.count == 8)
      let train = try skua.read("lab/train.jsonl")
      #expect(train.utf8.count > 500_000)
    }
  }

  @Test(arguments: [
    (["--models", "S,Q"], "not 'Q'"), (["--models", "S,S"], "at most once"),
    (["--epochs", "0"], "--epochs"), (["--size", "huge"], "huge"),
  ])
  func badOptionsAreRefused(options: [String], word: String) async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua(["lab", "build", "--out", "lab"] + options)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func textThatIsNotThereIsSaid() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua("lab", "build", "--text", "none", "--out", "lab")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("none"))
    }
  }
}
