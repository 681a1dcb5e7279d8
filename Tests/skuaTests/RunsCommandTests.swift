import Foundation
import Testing

/// `skua runs` on the store that the tests of Runs keep: a run that is finished, one that failed, one
/// that goes on.
@Suite struct RunsCommandTests {
  private static let kept = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../RunsTests/Fixtures/version-1.sqlite").standardizedFileURL

  private func withStore(_ body: (Program) async throws -> Void) async throws {
    try await Program.inTemporaryFolder { skua in
      try FileManager.default.createDirectory(
        at: skua.folder.appending(path: ".skua"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Self.kept, to: skua.folder.appending(path: ".skua/runs.sqlite"))
      try await body(skua)
    }
  }

  @Test func runsAreListedForPeopleAndPrograms() async throws {
    try await withStore { skua in
      let table = try await skua("runs", "list")
      #expect(table.status == 0 && table.errors == "")
      for word in ["finished", "failed", "interrupted", "18446744073709551615"] {
        #expect(table.output.contains(word))
      }
      #expect(try await skua("runs").output == table.output)
      let runs = try #require(
        try await skua("runs", "list", "--json").json["runs"] as? [[String: Any]])
      #expect(runs.compactMap { $0["id"] as? Int } == [1, 2, 3])
      #expect(runs.compactMap { $0["status"] as? String } == ["finished", "failed", "interrupted"])
    }
  }

  @Test func aRunIsShown() async throws {
    try await withStore { skua in
      let text = try await skua("runs", "show", "1")
      #expect(text.status == 0 && text.errors == "")
      for word in ["audit", "finished", "top_n", "zlib 3", "memorized", "findings"] {
        #expect(text.output.contains(word), "\(text.output)")
      }
      let json = try await skua("runs", "show", "1", "--json").json
      #expect(
        Set(json.keys) == [
          "run", "configuration", "result", "ledger", "groups", "documents", "findings",
        ])
      #expect(json["ledger"] is NSNull)
      #expect(try await skua("runs", "show", "2").output.contains("failed: the disk is full"))
    }
  }

  @Test func samplesAreExported() async throws {
    try await withStore { skua in
      // The kept samples are bytes of no meaning: as log-probabilities they can be read.
      let outcome = try await skua(
        "runs", "export", "1", "--group", "decay", "--out", "a.jsonl", "--json")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try outcome.json["samples"] as? Int == 1)
      #expect(try skua.read("a.jsonl").contains("log_probabilities"))
      try await skua.expectRefusal(
        ["runs", "export", "1", "--group", "absent", "--out", "b.jsonl"],
        saying: "no samples of 'absent'", "top_n, decay")
      try await skua.expectRefusal(
        ["runs", "export", "1", "--out", ".skua/runs.sqlite"], status: 64,
        saying: "--out would replace")
      try await skua.expectRefusal(
        ["runs", "export", "1", "--out", "absent/b.jsonl"], saying: "can't write absent/b.jsonl")
    }
  }

  @Test func aDeletedRunIsGone() async throws {
    try await withStore { skua in
      let outcome = try await skua("runs", "delete", "1", "--json")
      #expect(outcome.status == 0)
      #expect(try outcome.json["deleted"] as? Int == 1)
      try await skua.expectRefusal(["runs", "show", "1"], saying: "there is no run 1")
      try await skua.expectRefusal(["runs", "delete", "1"], saying: "there is no run 1")
    }
  }

  @Test func aStoreThatIsNotThereIsNotMade() async throws {
    try await Program.inTemporaryFolder { skua in
      for arguments in [["list"], ["show", "1"], ["export", "1", "--out", "a"], ["delete", "1"]] {
        try await skua.expectRefusal(
          ["runs"] + arguments, saying: "there is no store of runs at", ".skua/runs.sqlite")
        try await skua.expectRefusal(
          ["runs"] + arguments + ["--store", "b/other"], saying: "b/other")
      }
    }
  }

  @Test func aFileThatIsNoStoreIsNamed() async throws {
    try await Program.inTemporaryFolder { skua in
      try skua.write("a,b\n1,2\n", to: "rows.csv")
      for arguments in [["list"], ["delete", "1"]] {
        try await skua.expectRefusal(
          ["runs"] + arguments + ["--store", "rows.csv"], saying: "rows.csv", "no store of runs")
      }
      #expect(try skua.read("rows.csv") == "a,b\n1,2\n")
    }
  }

  @Test(arguments: [[], ["list"], ["show"], ["export"], ["delete"]])
  func everyCommandHasHelpWithAnExample(command: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua(["runs"] + command + ["--help"])
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("EXAMPLE") && outcome.output.contains("skua runs"))
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 100 || $0.hasPrefix("USAGE") })
    }
  }
}
