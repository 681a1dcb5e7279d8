import Foundation
import LanguageModels
import Reports
import Runs
import Testing

@testable import Experiments

@Suite final class RecordedRunsTests {
  let folder: URL
  let store: RunStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "skua-\(UUID())")
    store = try RunStore(path: folder.appending(path: "runs.sqlite").path)
  }

  deinit { _ = try? FileManager.default.removeItem(at: folder) }

  private func beginRun() throws -> Run {
    try store.begin(
      kind: "audit", title: "audit of lm", configuration: Data(#"{"minK": 0.1}"#.utf8),
      seed: .max)
  }

  private func sample(_ number: Int, _ tokens: [Token], group: String = "top_n") -> StoredSample {
    StoredSample(
      group: group, number: number, prompt: TokenCoding.data(tokens: []),
      tokens: TokenCoding.data(tokens: tokens),
      logProbabilities: TokenCoding.data(logProbabilities: tokens.map { -Float($0) / 2 }))
  }

  private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test func aListingTellsWhoIsAtWorkFromWhoWasInterrupted() throws {
    let runs = try (0..<4).map { _ in try beginRun() }
    try store.finish(runs[0].id, result: Data("{}".utf8))
    try store.fail(runs[1].id, "the disk is full")
    try store.append([sample(0, [1, 2])], to: runs[2].id)
    let lock = try store.lock(runs[2].id)
    let listing = try RunListing(store)
    lock.release()
    #expect(listing.runs.map(\.status) == ["finished", "failed", "running", "interrupted"])
    // A byte for the width, two for each token, four for each log-probability; the prompt's width.
    #expect(listing.runs.map(\.bytes) == [0, 0, 1 + 5 + 8, 0])
    #expect(listing.runs[1].message == "the disk is full")
    #expect(try text(listing).contains(#""finished":null"#))
    #expect(try text(listing).contains(#""seed":18446744073709551615"#))
    #expect(listing.table.text().contains("18446744073709551615"))
  }

  @Test func aDescriptionHidesTheTextsOfFindings() throws {
    let run = try beginRun()
    let findings = #"[{"text": "Jane, 555-0100", "documents": 1, "categories": ["phone"]}]"#
    for isDocument in [false, true] {
      let run = isDocument ? run : try beginRun()
      if isDocument {
        try store.put(Data(findings.utf8), named: "findings", to: run.id)
        try store.finish(run.id, result: Data(#"{"samples": 5}"#.utf8))
      } else {
        try store.finish(
          run.id, result: Data(#"{"samples": 5, "findings": \#(findings)}"#.utf8))
      }
      let hidden = try RunDescription(run.id, in: store)
      for text in [try text(hidden), try hidden.text()] {
        #expect(!text.contains("555"))
        #expect(text.contains("(14 bytes, hidden)") && text.contains("phone"))
        #expect(text.contains("minK"), "the run's own names stay as they are")
      }
      #expect(hidden.result == .object(["samples": .integer(5)]))
      let shown = try RunDescription(run.id, in: store, mask: .revealing)
      #expect(try text(shown).contains("Jane, 555-0100"))
      #expect(try shown.text().contains("1 findings"))
    }
  }

  @Test func aFieldThatNobodyHasDecidedOnIsHidden() throws {
    let value = JSONValue.object([
      "found": .array([
        .object(["findings": .object(["near": .array([.string("Jane")]), "scheme": .string("a")])])
      ])
    ])
    let masked = FindingMask.hiding.masking(value)
    let hidden: JSONValue = .array([.string("(4 bytes, hidden)")])
    #expect(
      masked
        == .object([
          "found": .array([
            .object(["findings": .object(["near": hidden, "scheme": .string("a")])])
          ])
        ]))
  }

  @Test func aDescriptionCountsByGroup() throws {
    let run = try beginRun()
    try store.append((0..<3).map { sample($0, [1]) }, to: run.id)
    try store.append(
      [StoredScore(group: "top_n", number: 0, name: "zlib", value: 2)], to: run.id)
    let description = try RunDescription(run.id, in: store)
    #expect(description.groups.map(\.samples) == [3])
    #expect(description.groups.map(\.scores) == [["zlib": 1]])
    #expect(description.result == nil && description.findings == nil)
    #expect(try description.text().contains("zlib 1"))
  }

  @Test func anExportHasALineForEachSampleInOrder() throws {
    let run = try beginRun()
    let samples = (0..<2500).map { sample($0, [Token($0), 70_000]) }
    try store.append(samples, to: run.id)
    try store.append([sample(0, [7], group: "decay")], to: run.id)
    let out = folder.appending(path: "samples.jsonl").path
    let summary = try RunExport(run.id, of: store).write(to: out)
    #expect(summary.samples == 2501 && summary.groups == ["top_n", "decay"])
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2501)
    #expect(
      lines[3]
        == #"{"group":"top_n","id":3,"log_probabilities":[-1.5,-35000],"prompt":[],"tokens":[3,70000]}"#
    )
    #expect(lines[2500].contains(#""group":"decay","id":0"#))

    let one = RunExport(run.id, of: store, group: "decay", render: RunExport.numbers)
    #expect(try one.write(to: out).samples == 1)
    #expect(
      try String(contentsOfFile: out, encoding: .utf8)
        == #"{"group":"decay","id":0,"log_probabilities":[-3.5]}"# + "\n")
  }

  @Test func anExportThatFailsLeavesTheOldFile() throws {
    let run = try beginRun()
    try store.append([sample(0, [7])], to: run.id)
    let out = folder.appending(path: "samples.jsonl")
    try Data("old".utf8).write(to: out)
    struct Unreadable: Error {}
    #expect(throws: Unreadable.self) {
      try RunExport(run.id, of: store, render: { _ in throw Unreadable() }).write(to: out.path)
    }
    #expect(throws: RunsError.self) {
      try RunExport(run.id, of: store, group: "absent").write(to: out.path)
    }
    #expect(try Data(contentsOf: out) == Data("old".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.allSatisfy { !$0.hasSuffix(".partial") })
  }

  @Test(arguments: [[], [0], [65_535, 1], [65_536], [Token.max, 0, 3]] as [[Token]])
  func tokensComeBack(tokens: [Token]) throws {
    let data = TokenCoding.data(tokens: tokens)
    let isWide = tokens.contains { $0 > 65_535 }
    #expect(data.count == 1 + tokens.count * (isWide ? 4 : 2))
    #expect(try TokenCoding.tokens(data) == tokens)
  }

  @Test func bytesThatAreNoTokensAreRefused() throws {
    for bytes in [[], [2, 1], [4, 1, 2], [3, 1, 1, 1]] as [[UInt8]] {
      #expect(throws: RunsError.self) { try TokenCoding.tokens(Data(bytes)) }
    }
    #expect(throws: RunsError.self) { try TokenCoding.logProbabilities(Data([1, 2, 3])) }
    let numbers: [Float] = [0, -0.5, -.infinity, -1e-30]
    #expect(
      try TokenCoding.logProbabilities(TokenCoding.data(logProbabilities: numbers)) == numbers)
  }

  @Test func anyJSONComesBackAsItWas() throws {
    let text = #"[null,true,-1,18446744073709551615,0.1,"ü/",{"aB":[]}]"#
    let value = try JSONValue(Data(text.utf8), of: "a test")
    #expect(try value.text(isPretty: false) == text)
    #expect(throws: RunsError.self) { try JSONValue(Data("{".utf8), of: "a test") }
  }
}
