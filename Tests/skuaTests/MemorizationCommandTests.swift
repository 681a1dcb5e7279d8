import Foundation
import Testing

/// `skua discover`, `extend`, `exposure` and `membership` as their pages show them.
@Suite struct MemorizationCommandTests {
  private static let secret = "The code of the cellar door is 4071, and nobody may write it down."

  /// Trains a small model on a few sentences, one of which is a secret that stands there often.
  private func withModel(_ body: (Program) async throws -> Void) async throws {
    try await Program.inTemporaryFolder { skua in
      let sentences = [
        "The herons came back in March and built their nests above the old mill by the river.",
        "Every morning the ferry leaves at six, half empty, and returns with bread and letters.",
        Self.secret, Self.secret, Self.secret,
      ]
      let lines = try sentences.map {
        String(decoding: try JSONSerialization.data(withJSONObject: ["text": $0]), as: UTF8.self)
      }
      try skua.write(lines.joined(separator: "\n") + "\n", to: "train.jsonl")
      try skua.write(
        "{\"text\": \"A stranger asked for the way to the station and for a glass of water.\"}\n"
          + "{\"text\": \"Two engineers measured the bridge twice and disagreed about its length.\"}\n",
        to: "other.jsonl")
      let trained = try await skua(
        "lm", "train", "--corpus", "train.jsonl", "--layers", "2", "--width", "64", "--heads", "2",
        "--context", "64", "--vocabulary", "300", "--batch", "8", "--steps", "250", "--positions",
        "40", "--learning-rate", "0.003", "--warm-up", "20", "--out", "lm")
      try #require(trained.status == 0, "\(trained.errors)")
      try await body(skua)
    }
  }

  @Test func theExamplesOfThePagesRun() async throws {
    try await withModel { skua in
      let discovered = try await skua(
        "discover", "lm", "--corpus", "train.jsonl", "--prefix", "8", "--suffix", "8", "--grid",
        "2,4", "--all", "--json")
      #expect(discovered.status == 0, "\(discovered.errors)")
      let greedy = try #require(try discovered.json["greedy"] as? [String: Any])
      let (extracted, examples) = (greedy["extracted"] as? Int, greedy["examples"] as? Int)
      #expect(try #require(examples) > 5)
      #expect(try 2 * #require(extracted) > #require(examples))

      let extended = try await skua(
        "extend", "lm", "--text", "The code of the cellar door", "--corpus", "train.jsonl",
        "--lookahead", "8", "--methods", "greedy,best_first")
      #expect(extended.status == 0, "\(extended.errors)")
      #expect(extended.output.contains("is 4071, and nobody"), "\(extended.output)")

      let exposed = try await skua(
        "exposure", "lm", "--pattern", "The code of the cellar door is {4}", "--secret",
        "The code of the cellar door is 4071", "--json")
      #expect(exposed.status == 0, "\(exposed.errors)")
      #expect(try exposed.json["is_exact"] as? Bool == true)
      let secrets = try #require(try exposed.json["secrets"] as? [[String: Any]])
      #expect(secrets.count == 1 && secrets[0]["rank"] as? Int == 1)
      #expect(!exposed.output.contains("4071"))

      let judged = try await skua(
        "membership", "lm", "--members", "train.jsonl", "--others", "other.jsonl", "--resamples",
        "100")
      #expect(judged.status == 0, "\(judged.errors)")
      #expect(judged.output.contains("perplexity") && judged.output.contains("AUROC"))

      let written = try await skua(
        "discover", "lm", "--corpus", "train.jsonl", "--prefix", "8", "--suffix", "8", "--all",
        "--export", "benchmark")
      #expect(written.status == 0, "\(written.errors)")
      let guessed = try await skua("discover", "lm", "--benchmark", "benchmark", "--json")
      #expect(guessed.status == 0, "\(guessed.errors)")
      #expect(try #require(try guessed.json["recall"] as? Double) > 0.5)
    }
  }

  @Test func whatCannotBeMeantIsToldInASentence() async throws {
    try await withModel { skua in
      let cases: [([String], Int32, String)] = [
        (["exposure", "lm", "--pattern", "no free position", "--secret", "x"], 1, "free position"),
        (["exposure", "lm", "--pattern", "a {2}", "--secret", "a x1"], 1, "secret 1"),
        (["exposure", "lm", "--pattern", "a {2}"], 64, "--secret"),
        (["exposure", "lm", "--pattern", "a {2}", "--secrets", "absent"], 1, "absent"),
        (["discover", "lm"], 64, "--corpus"),
        (["discover", "lm", "--corpus", "train.jsonl", "--prefix", "200"], 1, "200"),
        (["discover", "lm", "--corpus", "train.jsonl", "--grid", "x"], 64, "'x'"),
        (
          ["discover", "lm", "--corpus", "absent.jsonl", "--prefix", "8", "--suffix", "8"], 1,
          "absent.jsonl"
        ),
        (["discover", "lm", "--benchmark", "absent"], 1, "train_prefix.npy"),
        (
          ["extend", "lm", "--text", "nowhere", "--corpus", "train.jsonl"], 1, "not in the training"
        ),
        (["extend", "lm", "--text", "a", "--lookahead", "500"], 1, "500"),
        (["extend", "lm", "--text", "a", "--methods", "x"], 64, "'x'"),
        (["extend", "lm", "--file", "absent.txt"], 1, "absent.txt"),
        (["membership", "lm", "--members", "train.jsonl"], 64, "--others"),
        (
          ["membership", "absent", "--members", "train.jsonl", "--others", "other.jsonl"], 1,
          "absent"
        ),
      ]
      for (arguments, status, words) in cases {
        let outcome = try await skua(arguments)
        #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
        #expect(outcome.errorLines.count == 2, "\(outcome.errors)")
      }
    }
  }
}
