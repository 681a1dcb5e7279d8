import Foundation
import Testing

/// `skua lm`, from a folder of text to a model that writes.
@Suite struct LanguageModelTests {
  /// Options of a model that trains in a second.
  private static let shape = [
    "--layers", "1", "--width", "16", "--heads", "2", "--context", "48", "--vocabulary", "300",
    "--batch", "4",
  ]

  /// A folder `notes` with two files, and a model trained on them.
  private func withModel<R>(_ body: (Program) async throws -> R) async throws -> R {
    try await Program.inTemporaryFolder { skua in
      let notes = skua.folder.appending(path: "notes")
      try FileManager.default.createDirectory(at: notes, withIntermediateDirectories: true)
      for (name, line) in [("a.txt", "The skua robs other birds. "), ("b.txt", "Ein Vogel, né? ")] {
        try skua.write(String(repeating: line, count: 60), to: "notes/\(name)")
      }
      let outcome = try await train(skua, steps: 20)
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try await body(skua)
    }
  }

  private func train(
    _ skua: Program, steps: Int, out: String = "lm", _ options: [String] = []
  ) async throws -> Program.Outcome {
    try await skua(
      ["lm", "train", "--corpus", "notes", "--steps", "\(steps)", "--out", out] + Self.shape
        + options)
  }

  @Test func aModelIsTrainedOnAFolderAndWrites() async throws {
    try await withModel { skua in
      let files = try FileManager.default.contentsOfDirectory(
        atPath: skua.folder.appending(path: "lm").path)
      let expected: Set = [
        "config.json", "model.safetensors", "tokenizer.json", "vocab.json", "merges.txt",
        "training.checkpoint", "training.jsonl",
      ]
      #expect(expected.isSubset(of: files))
      #expect(try skua.read("lm/training.jsonl").split(separator: "\n").count == 20)

      let sample = try await skua(
        "lm", "sample", "lm", "--count", "3", "--length", "7", "--top-n", "20", "--json")
      let lines = sample.output.split(separator: "\n")
      #expect(lines.count == 3)
      for (number, line) in lines.enumerated() {
        let record = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(record["id"] as? Int == number)
        #expect((record["tokens"] as? [Int])?.count == 7)
      }
      #expect(sample.errors == "")
    }
  }

  @Test func textThatItWasTrainedOnIsLikelierThanOther() async throws {
    try await withModel { skua in
      _ = try await train(skua, steps: 300, out: "long", ["--learning-rate", "0.01"])
      let outcome = try await skua(
        "lm", "score", "long", "--text", "The skua robs other birds. ", "--text",
        "qqZ 77# The xylophone ", "--json")
      let means = try outcome.output.split(separator: "\n").map { line in
        let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return try #require(record?["log_perplexity"] as? Double)
      }
      #expect(means.count == 2)
      #expect(means[0] + 2 < means[1])
    }
  }

  @Test func tokensAreTheInverseOfText() async throws {
    try await withModel { skua in
      let text = "The skua, né 鳥 <|endoftext|>\n\t "
      try skua.write(text, to: "text.txt")
      let tokens = try await skua("lm", "tokenize", "lm", "text.txt")
      try skua.write(tokens.output, to: "tokens.txt")
      let decoded = try await skua("lm", "tokenize", "lm", "tokens.txt", "--decode")
      #expect(decoded.output == text)
    }
  }

  @Test func aTrainingInTwoPartsIsTheSameAsInOne() async throws {
    try await withModel { skua in
      func weights(_ folder: String) throws -> Data {
        try Data(contentsOf: skua.folder.appending(path: "\(folder)/model.safetensors"))
      }
      // Killed after a checkpoint, somewhere on the way.
      let command = ["lm", "train", "--corpus", "notes", "--steps", "2000"] + Self.shape
      let script = (command + ["--checkpoint-every", "20"]).joined(separator: " ")
      _ = try await skua.shell(
        """
        "$0" \(script) --out parts & job=$!
        while [ ! -e parts/training.checkpoint ]; do sleep 0.01; done
        kill -9 $job
        """)
      let parts = try await skua(command + ["--checkpoint-every", "20", "--out", "parts"])
      #expect(parts.output.contains("by an earlier run"), "\(parts.errors)")
      let whole = try await skua(command + ["--checkpoint-every", "20", "--out", "whole"])
      #expect(!whole.output.contains("by an earlier run"))
      #expect(try weights("parts") == weights("whole"))
      #expect(try skua.read("parts/training.jsonl").split(separator: "\n").count == 2000)
    }
  }

  @Test func samplingIntoAFileGoesOnWhereItEnded() async throws {
    try await withModel { skua in
      let sample = ["lm", "sample", "lm", "--length", "9", "--seed", "4", "--out"]
      #expect(try await skua(sample + ["all.jsonl", "--count", "12"]).status == 0)
      let all = try skua.read("all.jsonl")
      // Five lines and a part of the sixth.
      let lines = all.split(separator: "\n")
      try skua.write(
        lines[..<5].joined(separator: "\n") + "\n" + lines[5].prefix(20), to: "b.jsonl")
      let outcome = try await skua(sample + ["b.jsonl", "--count", "12", "--batch", "3"])
      #expect(outcome.errors == "note: 5 samples stood in b.jsonl already\n")
      #expect(try skua.read("b.jsonl") == all)
      try await skua.expectRefusal(
        ["lm", "sample", "lm", "--length", "9", "--seed", "5", "--out", "b.jsonl"],
        saying: "b.jsonl", "another model, seed or options")
      #expect(try skua.read("b.jsonl") == all)
    }
  }

  @Test func aSearchFindsWhatWasLearnt() async throws {
    try await withModel { skua in
      _ = try await train(skua, steps: 300, out: "long", ["--learning-rate", "0.01"])
      for options in [[], ["--beam", "4"]] {
        let outcome = try await skua(
          ["lm", "search", "long", "--prompt", "The skua robs", "--length", "6", "--json"] + options
        )
        let found = try #require(outcome.json["continuations"] as? [[String: Any]])
        #expect((found.first?["text"] as? String)?.hasPrefix(" other b") == true)
        #expect(try outcome.json["is_exact"] is Bool)
      }
    }
  }

  @Test func whatCanNotBeDoneIsNamedInOneLine() async throws {
    try await withModel { skua in
      try skua.write(String(repeating: "bird ", count: 80), to: "long.txt")
      try skua.write("", to: "empty.txt")
      try skua.write("{\"text\": \"a\"}\n{\"txt\": 1}\n", to: "broken.jsonl")
      for (arguments, words) in [
        (["score", "lm", "long.txt"], ["long.txt", "47", "--stride"]),
        (["score", "lm", "empty.txt"], ["empty.txt"]),
        (["score", "absent", "long.txt"], ["absent"]),
        (["sample", "lm/config.json"], ["lm/config.json"]),
        (["tokenize", "lm", "long.txt", "--decode"], ["'bird'", "ids go from 0 to"]),
        (["train", "--corpus", "absent", "--out", "x"], ["absent"]),
        (["train", "--corpus", "empty.txt", "--out", "x"], ["empty.txt"]),
        (["train", "--corpus", "broken.jsonl", "--out", "x"], ["broken.jsonl, line 2"]),
        (["train", "--corpus", "notes", "--out", "lm"], ["lm/training.checkpoint"]),
      ] {
        let outcome = try await skua(["lm"] + arguments)
        #expect(outcome.status == 1, "\(arguments)")
        #expect(outcome.errors.hasPrefix("skua: "), "\(arguments) \(outcome.errors)")
        #expect(outcome.errorLines.count == 2, "\(arguments) \(outcome.errors)")
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
      }
      #expect(try !skua.files.contains("x"))
    }
  }

  @Test func optionsThatMeanNothingAreRefused() async throws {
    try await withModel { skua in
      for (arguments, word) in [
        (["sample", "lm", "--top-n", "0"], "top-n"), (["sample", "lm", "--top-p", "1.5"], "top-p"),
        (["sample", "lm", "--temperature", "0"], "temperature"),
        (["sample", "lm", "--count", "0"], "--count"), (["score", "lm"], "nothing to score"),
        (["train", "--corpus", "notes", "--out", "x", "--heads", "5"], "--heads 5"),
        (
          ["train", "--corpus", "notes", "--out", "x", "--learning-rate", "nan"], "--learning-rate"
        ),
        (["search", "lm", "--beam", "0"], "--beam"),
      ] {
        let outcome = try await skua(["lm"] + arguments)
        #expect(outcome.status != 0, "\(arguments)")
        #expect(outcome.errors.contains(word), "\(arguments): \(outcome.errors)")
      }
    }
  }

  @Test func aPrivateTrainingTellsItsGuaranteeAndGoesOnExactly() async throws {
    try await withModel { skua in
      let options = [
        "--tokenizer", "lm", "--noise-multiplier", "0.8", "--expected-batch", "1",
        "--privacy-delta", "0.001", "--clip-norm", "0.5",
      ]
      let outcome = try await train(skua, steps: 12, out: "p", options + ["--json"])
      try #require(outcome.status == 0, "\(outcome.errors)")
      let privacy = try #require(try outcome.json["privacy"] as? [String: Any])
      #expect(privacy["unit"] as? String == "document")
      #expect(privacy["noise_multiplier"] as? Double == 0.8)
      #expect(privacy["delta"] as? Double == 0.001)
      #expect(privacy["sampling_rate"] as? Double == 0.5)
      #expect(privacy["steps"] as? Int == 12)
      let epsilon = try #require(privacy["epsilon"] as? Double)
      #expect(outcome.errors.contains("note: the guarantee is of the weights"))
      #expect(!outcome.errors.contains("vocabulary"))

      let account = try await skua(
        "lm", "privacy", "--noise-multiplier", "0.8", "--sampling-rate", "0.5", "--steps", "12",
        "--delta", "0.001", "--json")
      #expect(try account.json["epsilon"] as? Double == epsilon)
      let last = try #require(try skua.read("p/training.jsonl").split(separator: "\n").last)
      #expect(last.contains("\"epsilon\":\(epsilon)"))

      let again = try await train(skua, steps: 12, out: "p", options)
      #expect(again.status == 0 && again.output.contains("for each document"))
      #expect(again.output.contains("the first 12 by an earlier run"))
      let other = try await train(skua, steps: 12, out: "p", options + ["--expected-batch", "2"])
      #expect(other.status == 1 && other.errors.contains("p/training.checkpoint"))
    }
  }

  @Test func thePrivacyThatIsAskedForIsKept() async throws {
    try await withModel { skua in
      let outcome = try await train(
        skua, steps: 8, out: "p", ["--privacy-epsilon", "3", "--expected-batch", "1"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("at delta 1.0e-5 for each document"))
      #expect(outcome.errors.contains("note: the vocabulary was learned from the text"))
      let account = try await skua(
        "lm", "privacy", "--epsilon", "3", "--sampling-rate", "0.5", "--steps", "8", "--json"
      ).json
      let epsilon = try #require(account["epsilon"] as? Double)
      #expect(epsilon <= 3 && epsilon > 2.99)
    }
  }

  @Test func privacyThatMeansNothingIsRefused() async throws {
    try await withModel { skua in
      let account = ["privacy", "--steps", "10", "--sampling-rate"]
      let train = ["train", "--corpus", "notes", "--out", "x"] + Self.shape
      for (arguments, word) in [
        (train + ["--privacy-epsilon", "0"], "--privacy-epsilon is above 0"),
        (train + ["--privacy-epsilon", "nan"], "--privacy-epsilon is above 0"),
        (train + ["--noise-multiplier", "0"], "--noise-multiplier is 0.01 or more"),
        (
          train + ["--noise-multiplier", "1", "--privacy-delta", "1"],
          "--privacy-delta lies between 0 and 1"
        ),
        (train + ["--noise-multiplier", "1", "--clip-norm", "0"], "--clip-norm is above 0"),
        (train + ["--noise-multiplier", "1", "--privacy-epsilon", "1"], "give one"),
        (train + ["--clip-norm", "1"], "--clip-norm is for a private training"),
        (train + ["--noise-multiplier", "1", "--expected-batch", "3"], "there are 2 to train on"),
        (train + ["--noise-multiplier", "1"], "a batch of 256 documents"),
        (
          train + ["--privacy-epsilon", "0.0001", "--expected-batch", "1"], "with any noise"
        ),
        (account + ["0.1"], "either --noise-multiplier or --epsilon"),
        (account + ["0.1", "--epsilon", "1", "--noise-multiplier", "1"], "either"),
        (account + ["0", "--epsilon", "1"], "--sampling-rate is above 0"),
        (account + ["1.5", "--epsilon", "1"], "--sampling-rate is above 0"),
        (account + ["0.1", "--noise-multiplier", "-1"], "--noise-multiplier is 0.01 or more"),
        (account + ["0.1", "--epsilon", "-1"], "--epsilon is above 0"),
        (account + ["0.1", "--epsilon", "1", "--delta", "0"], "--delta lies between 0 and 1"),
      ] {
        let outcome = try await skua(["lm"] + arguments)
        #expect(outcome.status != 0, "\(arguments)")
        #expect(outcome.errors.contains(word), "\(arguments): \(outcome.errors)")
        #expect(outcome.errorLines.count == 2, "\(arguments): \(outcome.errors)")
      }
      #expect(try !skua.files.contains("x"))
    }
  }

  @Test func aCorpusSmallerThanTheContextIsRefused() async throws {
    try await withModel { skua in
      try skua.write("a bird", to: "small.txt")
      let outcome = try await skua(
        ["lm", "train", "--corpus", "small.txt", "--out", "x"] + Self.shape)
      #expect(outcome.status == 1)
      #expect(outcome.errorLines.count == 2, "\(outcome.errors)")
      #expect(try !skua.files.contains("x"))
    }
  }

  @Test func whereTheDiskIsFullTheOldModelAndSamplesStay() async throws {
    try await withModel { skua in
      let before = try Data(contentsOf: skua.folder.appending(path: "lm/training.checkpoint"))
      // A limit of 4 or 8 kB on every file; a checkpoint takes more.
      let train = try await skua.shell(
        """
        ulimit -f 8 && "$0" lm train --corpus notes --steps 20 --out fresh \
        \(Self.shape.joined(separator: " "))
        """)
      #expect(train.status == 1)
      #expect(train.errorLines.count == 2, "\(train.errors)")
      #expect(
        try Data(contentsOf: skua.folder.appending(path: "lm/training.checkpoint")) == before)
      let sample = try await skua.shell(
        "ulimit -f 2 && \"$0\" lm sample lm --count 50 --length 20 --out s.jsonl")
      #expect(sample.status == 1)
      #expect(sample.errors.contains("the samples before it are kept"), "\(sample.errors)")
      let resumed = try await skua(
        "lm", "sample", "lm", "--count", "50", "--length", "20", "--out", "s.jsonl")
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(try skua.read("s.jsonl").split(separator: "\n").count == 50)
    }
  }
}
