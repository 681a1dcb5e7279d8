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
