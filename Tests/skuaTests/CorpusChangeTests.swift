import Foundation
import Testing

/// `skua corpus dedup` and `redact`, from files to files.
@Suite struct CorpusChangeTests {
  private static let refrain =
    "It was the same sentence that all of them ended with, and it was long enough to be noticed, "
    + "which is why it stood in each of the letters."

  private func withLetters<R>(_ body: (Program) async throws -> R) async throws -> R {
    try await Program.inTemporaryFolder { skua in
      try skua.write(
        """
        {"id": 1, "text": "Dear Ann, \(Self.refrain)"}
        {"text": "Call (212) 555-0142. \(Self.refrain)", "date": [1.0, {"text": "x"}]}
        {"text": "\(Self.refrain)"}

        """, to: "in.jsonl")
      return try await body(skua)
    }
  }

  @Test func whatRepeatsIsCutAndTheRestOfALineStays() async throws {
    try await withLetters { skua in
      let dedup = ["corpus", "dedup", "in.jsonl", "--no-near", "--out"]
      let outcome = try await skua(dedup + ["out.jsonl", "--json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try skua.read("out.jsonl") == """
          {"id": 1, "text": "Dear Ann, \(Self.refrain)"}
          {"text": "Call (212) 555-0142.", "date": [1.0, {"text": "x"}]}

          """)
      let json = try outcome.json
      #expect(json["documents_in"] as? Int == 3)
      #expect(json["documents_out"] as? Int == 2)
      #expect(json["cuts"] as? Int == 2)
      #expect(json["blank_documents"] as? Int == 1)
      #expect(json["passes"] as? Int == 1)
      #expect(json["remaining_repeats"] as? Int == 0)
      #expect(json["exact_bytes"] as? Int == 2 * Self.refrain.utf8.count + 1)
      #expect(try skua.files == ["in.jsonl", "out.jsonl"])

      let none = try await skua(dedup + ["n.jsonl", "--keep", "none"])
      #expect(none.status == 0)
      #expect(none.output.contains("verified: 0 stretches still repeat"))
      #expect(try skua.read("n.jsonl").contains("{\"id\": 1, \"text\": \"Dear Ann,\"}"))

      let piped = try await skua.shell(
        "\"$0\" corpus dedup in.jsonl --no-near --out /dev/stdout | cat")
      #expect(piped.output.hasPrefix(try skua.read("out.jsonl")), "\(piped.errors)")
    }
  }

  @Test func documentsThatAreNearlyTheSameGo() async throws {
    try await Program.inTemporaryFolder { skua in
      let words = (0..<100).map { "w\($0)" }.joined(separator: " ")
      try skua.write(words, to: "a.txt")
      try skua.write(words + " more", to: "b.txt")
      let outcome = try await skua(
        "corpus", "dedup", "a.txt", "b.txt", "--no-exact", "--out", "o.jsonl", "--json")
      #expect(try outcome.json["near_documents"] as? Int == 1)
      #expect(try skua.read("o.jsonl") == "{\"text\":\"\(words)\"}\n")
      _ = try await skua(
        "corpus", "dedup", "a.txt", "b.txt", "--no-near", "--field", "t", "--out", "o.jsonl")
      #expect(try skua.read("o.jsonl") == "{\"t\":\"\(words)\"}\n{\"t\":\" more\"}\n")
    }
  }

  @Test func personalDataIsMaskedAndCounted() async throws {
    try await withLetters { skua in
      try skua.write(
        "{\"text\":\"Write to ann@example.com or call (212) 555-0142.\",\"name\":\"Ann Brown\"}\n",
        to: "in.jsonl")
      let outcome = try await skua("corpus", "redact", "in.jsonl", "--out", "out.jsonl", "--json")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try skua.read("out.jsonl") == "{\"text\":\"Write to [e-mail] or call [phone].\"}\n")
      let masked = try #require(try outcome.json["masked"] as? [String: Int])
      #expect(masked["email"] == 1 && masked["phone"] == 1 && masked["card"] == 0)
      #expect(try outcome.json["changed_documents"] as? Int == 1)

      let some = try await skua(
        "corpus", "redact", "in.jsonl", "--categories", "phone,key", "--out", "out.jsonl")
      #expect(some.output.contains("Telephone numbers"))
      #expect(!some.output.contains("E-mail"))
      #expect(
        try skua.read("out.jsonl")
          == "{\"text\":\"Write to ann@example.com or call [phone].\"}\n")
      _ = try await skua(
        "corpus", "redact", "in.jsonl", "--categories", "contact", "--out", "out.jsonl")
      #expect(
        try skua.read("out.jsonl") == "{\"text\":\"Write to [e-mail] or call [phone].\"}\n")
    }
  }

  @Test(arguments: ["dedup", "redact"])
  func whatIsReadIsNeverReplaced(verb: String) async throws {
    try await withLetters { skua in
      let text = try skua.read("in.jsonl")
      let corpus = skua.folder.appending(path: "corpus")
      try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
      try skua.write("a text", to: "corpus/a.txt")
      try FileManager.default.createSymbolicLink(
        atPath: skua.folder.appending(path: "link.jsonl").path, withDestinationPath: "in.jsonl")
      for out in ["in.jsonl", "./in.jsonl", "link.jsonl", "corpus/new.jsonl"] {
        try await skua.expectRefusal(
          ["corpus", verb, "in.jsonl", "corpus", "--out", out], saying: out, "is read")
      }
      #expect(try skua.read("in.jsonl") == text)
    }
  }

  @Test(arguments: ["dedup", "redact"])
  func whatCantBeReadOrWrittenIsOneLine(verb: String) async throws {
    try await withLetters { skua in
      try skua.write("", to: "empty.txt")
      try skua.write("{\"text\":1}\n", to: "bad.jsonl")
      func refusal(_ path: String, _ out: String, _ words: String) async throws {
        try await skua.expectRefusal(["corpus", verb, path, "--out", out], saying: words)
      }
      try await refusal("gone", "o.jsonl", "gone: there is no such file")
      try await refusal("empty.txt", "o.jsonl", "no text")
      try await refusal("bad.jsonl", "o.jsonl", "bad.jsonl, line 1")
      try await refusal("in.jsonl", "o.txt", "ends in .jsonl")
      try await refusal("in.jsonl", "absent/o.jsonl", "can't write absent/o.jsonl")
      #if os(Linux)
        try await refusal("in.jsonl", "/dev/full", "can't write /dev/full: No space left")
      #endif
    }
  }

  @Test func aFolderThatIsReadOnlyStaysAsItIs() async throws {
    try await withLetters { skua in
      let folder = skua.folder.appending(path: "closed").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { chmod(folder, 0o755) }
      chmod(folder, 0o555)
      // The superuser may write anywhere.
      if access(folder, W_OK) == 0 { return }
      for verb in ["dedup", "redact"] {
        try await skua.expectRefusal(
          ["corpus", verb, "in.jsonl", "--out", "closed/o.jsonl"],
          saying: "can't write closed/o.jsonl: Permission denied")
      }
    }
  }

  @Test(arguments: ["dedup", "redact"])
  func aDiskThatIsFullLeavesNothingBehind(verb: String) async throws {
    try await withLetters { skua in
      let lines = (0..<5000).map { "{\"text\":\"line \($0) of a text, \($0 * 7919 % 5000)\"}\n" }
      try skua.write(lines.joined(), to: "in.jsonl")
      try skua.write("old", to: "out.jsonl")
      let outcome = try await skua.shell(
        "ulimit -f 64; \"$0\" corpus \(verb) in.jsonl --out out.jsonl")
      #expect(outcome.status == 1)
      #expect(outcome.errors == "skua: can't write out.jsonl: File too large\n")
      #expect(try skua.read("out.jsonl") == "old")
      #expect(try skua.read("in.jsonl") == lines.joined())
      #expect(try skua.files == ["in.jsonl", "out.jsonl"])
    }
  }

  @Test func optionsOutOfRangeAreRefused() async throws {
    try await withLetters { skua in
      let dedup = ["corpus", "dedup", "in.jsonl", "--out", "o.jsonl"]
      for (options, words) in [
        (["--minimum-match", "7"], "8 to 65536"), (["--near", "0"], "above 0"),
        (["--near", "1.5"], "up to 1"), (["--near", "nan"], "above 0"),
        (["--no-near", "--no-exact"], "nothing to do"), (["--keep", "last"], "keep"),
      ] {
        try await skua.expectRefusal(dedup + options, status: 64, saying: words)
      }
      let redact = ["corpus", "redact", "in.jsonl", "--out", "o.jsonl", "--categories"]
      try await skua.expectRefusal(redact + ["news"], status: 64, saying: "'news'", "email")
      try await skua.expectRefusal(redact + [","], status: 64, saying: "names none")
    }
  }
}
