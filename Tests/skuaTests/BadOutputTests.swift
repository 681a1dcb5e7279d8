import Foundation
import Testing

/// Files that can't be written: what stood there stays.
@Suite struct BadOutputTests {
  @Test func aFolderIsNoModelFile() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.expectRefusal(
        ["train", "--data", "iris", "--out", "."], saying: "can't write .", "directory")
      try await skua.expectRefusal(
        ["train", "--data", "iris", "--out", "absent/a.json"], saying: "absent/a.json",
        "No such file or directory")
    }
  }

  @Test func aFileThatIsReadIsNotReplaced() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.train("iris")
      let rows = try String(contentsOfFile: Program.subscribers, encoding: .utf8)
      try skua.write(rows, to: "rows.csv")
      for arguments in [
        ["train", "--data", "rows.csv", "--out", "./rows.csv"],
        ["extract", "target.json", "--out", "target.json"],
        ["extract", "target.json", "--ledger", "a.ledger", "--out", "a.ledger"],
      ] {
        try await skua.expectRefusal(arguments, status: 64, saying: "--out would replace")
      }
      #expect(try skua.read("rows.csv") == rows)
    }
  }

  #if os(Linux)
    @Test func aFullDeviceIsNamed() async throws {
      try await Program.inTemporaryFolder { skua in
        try await skua.train("iris")
        for arguments in [
          ["train", "--data", "iris"], ["extract", "target.json"], ["data", "export", "iris"],
        ] {
          try await skua.expectRefusal(
            arguments + ["--out", "/dev/full"], saying: "can't write /dev/full", "No space left")
        }
      }
    }
  #endif

  @Test func whereTheDiskIsFullTheOldFileStays() async throws {
    try await Program.inTemporaryFolder { skua in
      try skua.write("old", to: "target.json")
      // A limit of 512 bytes, or of 1,024 in some shells, on every file; the model takes more.
      let outcome = try await skua.shell(
        "ulimit -f 1 && \"$0\" train --data digits --out target.json")
      #expect(outcome.status == 1)
      #expect(outcome.errors == "skua: can't write target.json: File too large\n")
      #expect(try skua.read("target.json") == "old")
      #expect(try skua.files == ["target.json"])
    }
  }

  @Test func aLedgerThatCantBeWrittenStopsTheRun() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.train("digits")
      let outcome = try await skua.shell(
        "ulimit -f 1 && \"$0\" extract target.json --ledger run.ledger --out copy.json")
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("skua: run.ledger: the ledger can't be written"))
      #expect(outcome.errorLines.count == 2)
      #expect(try !skua.files.contains("copy.json"))
    }
  }
}
