import Foundation
import Testing

/// What holds for every verb.
@Suite struct ConventionTests {
  @Test(arguments: [
    [], ["demo"], ["data"], ["data", "list"], ["data", "show"], ["data", "export"], ["train"],
    ["extract"], ["compare"], ["tree"], ["reproduce"], ["corpus"], ["corpus", "index"],
    ["corpus", "count"],
    ["corpus", "search"], ["corpus", "stats"], ["corpus", "dedup"], ["corpus", "redact"],
    ["lm", "sample"], ["lm", "train"], ["lm", "privacy"], ["audit"], ["discover"], ["extend"],
    ["exposure"], ["membership"],
    ["lab"], ["lab", "build"], ["runs"], ["runs", "list"], ["runs", "show"], ["runs", "export"],
  ])
  func everyVerbHasHelpWithAnExample(verb: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua(verb + ["--help"])
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.contains("EXAMPLE"))
      #expect(outcome.output.contains("skua " + verb.joined(separator: " ")))
      let isGroup = verb.isEmpty || [["data"], ["corpus"], ["lab"], ["runs"]].contains(verb)
      if !isGroup { #expect(outcome.output.contains("--seed")) }
      let lines = outcome.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
      #expect(lines.allSatisfy { $0.count <= 100 })
    }
  }

  @Test func theVersionIsOneLine() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua("--version")
      #expect(outcome.status == 0)
      #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsKnowTheVerbs(shell: String) async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua("--generate-completion-script", shell)
      #expect(outcome.status == 0)
      for word in ["train", "extract", "compare", "reproduce", "label-only"] {
        #expect(outcome.output.contains(word))
      }
    }
  }

  @Test func jsonIsOneObjectOnStandardOutputAndNothingElse() async throws {
    try await Program.inTemporaryFolder { skua in
      let commands: [([String], Set<String>)] = [
        (
          ["train", "--data", "breast-cancer", "--out", "target.json"],
          [
            "model", "classes", "features", "parameters", "train_accuracy", "test_accuracy",
            "seconds",
          ]
        ),
        (
          ["extract", "target.json", "--out", "copy.json"],
          [
            "attack", "model", "unknowns", "queries", "seconds", "check_queries", "price",
            "converged", "fidelity",
          ]
        ),
        (
          ["compare", "target.json", "copy.json"],
          ["fidelity", "test_points", "uniform_points"]
        ),
        (["data", "list"], ["data_sets"]), (["data", "show", "iris"], ["data_set", "schema"]),
        (["data", "export", "iris", "--out", "iris.csv"], ["name", "rows", "columns", "out"]),
      ]
      for (arguments, keys) in commands {
        let outcome = try await skua(arguments + ["--json"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(keys.isSubset(of: try outcome.json.keys))
      }
    }
  }

  @Test func notesGoToStandardError() async throws {
    try await Program.inTemporaryFolder { skua in
      try skua.write("a,b,y\n1,2,x\n3,2,y\n5,2,x\n1,2,y\n4,2,x\n,2,x\n", to: "rows.csv")
      let train = try await skua("train", "--data", "rows.csv", "--out", "target.json")
      #expect(train.status == 0)
      #expect(train.errors.contains("note: 1 of 6 rows were removed"))
      #expect(train.errors.contains("note: column 'b' has the same value in every row"))
      #expect(!train.output.contains("note"))

      try FileManager.default.removeItem(at: skua.folder.appending(path: "rows.csv"))
      for arguments in [
        ["extract", "target.json", "--decimals", "2"], ["compare", "target.json", "target.json"],
      ] {
        let outcome = try await skua(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("note: R_test is left out"))
        #expect(!outcome.output.contains("note"))
      }
    }
  }

  @Test func noProgressIsDrawnWhereStandardErrorIsNoTerminal() async throws {
    try await Program.inTemporaryFolder { skua in
      // Long enough for a bar, which appears after half a second.
      let train = try await skua(
        "train", "--data", "digits", "--model", "mlp", "--epochs", "60", "--out", "target.json")
      #expect(train.status == 0)
      #expect(train.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("note: ") })
      #expect(!train.errors.contains { $0 == "\r" || $0 == "\u{1B}" })
    }
  }

  @Test func aReaderThatLeavesEndsTheProgramQuietly() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua.shell(
        "{ \"$0\" data export adult-income; echo $? > status; } | head -n 1")
      #expect(outcome.output.hasPrefix("age,workclass,"))
      #expect(outcome.output.split(separator: "\n").count == 1)
      #expect(outcome.errors == "")
      #expect(try skua.read("status") == "0\n")
    }
  }

  @Test func aFailureKeepsItsExitCodeWhereNobodyReadsIt() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await skua.shell("\"$0\" data show nothing 2>&-")
      #expect(outcome.status == 1)
    }
  }

  #if os(Linux)
    @Test func aResultThatCantBePrintedIsAFailure() async throws {
      try await Program.inTemporaryFolder { skua in
        let outcome = try await skua.shell("\"$0\" data list > /dev/full")
        #expect(outcome.status == 1)
        #expect(
          outcome.errors == "skua: can't write to standard output: No space left on device\n")
      }
    }
  #endif
}
