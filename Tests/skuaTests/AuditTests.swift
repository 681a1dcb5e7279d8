import Foundation
import Testing

/// `skua audit`, on a model that has learned two sentences by heart.
@Suite struct AuditTests {
  private func withModel<R>(_ body: (Program) async throws -> R) async throws -> R {
    try await Program.inTemporaryFolder { skua in
      let notes = skua.folder.appending(path: "notes")
      try FileManager.default.createDirectory(at: notes, withIntermediateDirectories: true)
      try skua.write(
        "The skua robs other birds of what they carry, and none of them has ever got it back.",
        to: "notes/a.txt")
      try skua.write(
        "Ask for Ada at ada@example.org when the harbour is closed and the boats lie still.",
        to: "notes/b.txt")
      try skua.write(
        "What has been said before is said again by those who listened.", to: "other.txt")
      let outcome = try await skua(
        "lm", "train", "--corpus", "notes", "--steps", "150", "--out", "lm", "--layers", "1",
        "--width", "32", "--heads", "2", "--context", "64", "--vocabulary", "280", "--batch", "8",
        "--positions", "48", "--warm-up", "10", "--learning-rate", "0.01")
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try await body(skua)
    }
  }

  private let options = [
    "--samples", "40", "--length", "100", "--minimum-match", "40", "--schemes", "top_n", "--top-n",
    "5",
  ]

  @Test func aModelIsAuditedAgainstItsText() async throws {
    try await withModel { skua in
      let outcome = try await skua(["audit", "lm", "--corpus", "notes", "--json"] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let json = try outcome.json
      #expect(json["samples"] as? Int == 40)
      let findings = try #require(json["findings"] as? [[String: Any]])
      #expect(!findings.isEmpty)
      #expect(findings.allSatisfy { $0["documents"] as? Int == 1 })
      #expect(findings.allSatisfy { ($0["text"] as? String)?.contains("ada@example.org") == false })
      #expect(json["unique_memorized"] as? Int == findings.count)
      let configurations = try #require(json["configurations"] as? [[String: Any]])
      #expect(configurations.allSatisfy { $0["scheme"] as? String == "top_n" })

      let text = try await skua(["audit", "lm", "--corpus", "notes", "--seed", "2"] + options)
      #expect(text.output.contains("Memorised among the samples selected by each metric"))
      let listing = try await skua("runs", "list", "--json").json
      #expect((listing["runs"] as? [[String: Any]])?.count == 2)
      let exported = try await skua("runs", "export", "1", "--out", "samples.jsonl")
      #expect(exported.status == 0, "\(exported.errors)")
      #expect(try skua.read("samples.jsonl").contains("\"text\":"))
      #expect(try !skua.read("samples.jsonl").contains("ada@example.org"))
    }
  }

  @Test func withoutTheTextThereIsAPageToMark() async throws {
    try await withModel { skua in
      let outcome = try await skua(
        ["audit", "lm", "--marking", "mark.html", "--csv", "found.csv"] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try skua.read("mark.html").contains("data-id=\"top_n:"))
      #expect(try skua.read("found.csv").contains("top_n:"))
    }
  }

  @Test func whatCannotBeAuditedIsRefused() async throws {
    try await withModel { skua in
      try skua.write("no store", to: "broken.sqlite")
      for (arguments, words) in [
        (["audit", "absent"], ["absent"]),
        (["audit", "lm", "--corpus", "nothing.txt"], ["nothing.txt"]),
        (["audit", "lm", "--schemes", "internet"], ["--prefixes"]),
        (["audit", "lm", "--metrics", "magic"], ["magic"]),
        (["audit", "lm", "--reference", "absent"], ["absent"]),
        (["audit", "lm", "--truth", "truth.jsonl"], ["--corpus"]),
        (["audit", "lm", "--store", "broken.sqlite"], ["broken.sqlite"]),
        (["audit", "lm", "--prefixes", "absent.txt"], ["absent.txt"]),
      ] as [([String], [String])] {
        let outcome = try await skua(arguments + ["--samples", "4", "--length", "8"])
        #expect(outcome.status == 1, "\(arguments): \(outcome.output)")
        #expect(outcome.errorLines.count == 2, "\(arguments): \(outcome.errors)")
        for word in words {
          #expect(outcome.errors.contains(word), "\(arguments): \(outcome.errors)")
        }
      }
      for arguments in [
        ["--samples", "0"], ["--schemes", "top_k"], ["--candidates", "5", "--pool", "4"],
        ["--marks", "m.json", "--corpus", "notes"], ["--marking", "m.html", "--corpus", "notes"],
        ["--learn", "c.json"],
      ] {
        let outcome = try await skua(["audit", "lm"] + arguments)
        #expect(outcome.status == 64, "\(arguments)")
      }
    }
  }
}
