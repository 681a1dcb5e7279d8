import Foundation
import Testing

/// Tables and options that can't be used: one line that says why, and nothing is written.
@Suite struct BadTableTests {
  @Test(arguments: [
    ("", ["rows.csv is empty"]),
    ("a,y\n", ["rows.csv", "a header and no rows"]),
    ("a,b,y\n1,2,x\n1,2\n", ["rows.csv, line 3", "expected 3", "found 2"]),
    ("a,b,y\n1,2,x\n3,4,x\n5,6,x\n", ["rows.csv", "'y'", "'x' in every row", "two classes"]),
    ("a,y\n1,p\n2,q\n3,r\n4,s\n5,t\n6,t\n", ["rows has 4 rows for 5 classes"]),
    ("a,y\n1,p\n2,q\n3,r\n", ["rows.csv", "'y' differs in each of the 3 rows"]),
    ("a,y\n1,p\n2,\"q\n3,r\n", ["rows.csv, line 3"]),
  ])
  func aTableThatCantBeFittedIsRefused(text: String, words: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      try skua.write(text, to: "rows.csv")
      let arguments = ["train", "--data", "rows.csv", "--out", "target.json"]
      try await skua.expectRefusal(arguments, saying: words[0])
      let outcome = try await skua(arguments)
      for word in words { #expect(outcome.errors.contains(word)) }
    }
  }

  @Test func aTableThatCantBeReadIsNamed() async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.expectRefusal(
        ["train", "--data", "absent.csv", "--out", "a.json"], saying: "'absent.csv'", "data list")
      try await skua.expectRefusal(
        ["train", "--data", ".", "--out", "a.json"], saying: "can't read .", "directory")
      try await skua.expectRefusal(["data", "show", "irises"], saying: "'irises'", "'iris'")
    }
  }

  @Test func columnsAndTargetsThatDontFitAreNamed() async throws {
    try await Program.inTemporaryFolder { skua in
      for option in ["--ignore", "--target"] {
        try await skua.expectRefusal(
          ["train", "--data", "iris", option, "petals", "--out", "a.json"],
          saying: "iris: ", "'petals'", "'petal_width_cm'")
      }
      try await skua.expectRefusal(
        ["train", "--data", "iris", "--model", "logistic", "--out", "a.json"],
        saying: "3 classes", "softmax")
      try await skua.expectRefusal(
        ["train", "--data", "randhie-medical", "--out", "a.json"],
        saying: "randhie-medical is a number")
    }
  }

  @Test(arguments: [
    ["--seed", "-1"], ["--seed", "18446744073709551616"], ["--seed", "abc"], ["--hidden", "0"],
    ["--hidden", "10,"], ["--epochs", "0"], ["--train-fraction", "0"], ["--model", "forest"],
    ["--learning-rate", "nan"], ["--bogus", "1"],
  ])
  func anOptionOutOfRangeIsWrongUsage(option: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.expectRefusal(
        ["train", "--data", "iris", "--out", "a.json"] + option, status: 64, saying: option[0],
        "'skua train --help'")
    }
  }

  @Test(arguments: [
    ["bogus"], ["train"], ["extract"], ["extract", "a.json", "--budget", "0"],
    ["extract", "a.json", "--decimals", "16"], ["extract", "a.json", "--price", "-1"],
    ["extract", "a.json", "--model", "auto", "--queries", "9"], ["compare", "a.json"],
    ["compare", "a.json", "b.json", "--points", "0"], ["data", "export", "iris", "--json"],
    ["reproduce", "extraction-table-5"], ["reproduce", "extraction-table-4", "--victims", "0"],
  ])
  func wrongUsageIsOneLineWithThePlaceOfTheHelp(arguments: [String]) async throws {
    try await Program.inTemporaryFolder { skua in
      try await skua.expectRefusal(arguments, status: 64, saying: "--help'")
    }
  }
}
