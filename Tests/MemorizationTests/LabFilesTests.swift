import Foundation
import Testing

@testable import Memorization

@Suite struct LabFilesTests {
  private func inTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch { return "\(error)" }
  }

  @Test func theNumbersOfALabComeBackFromItsFile() throws {
    let lab = Lab(LabPlan(size: .tiny, seed: 3))
    try inTemporaryFolder { folder in
      try lab.write(to: folder)
      #expect(try LabDescription(readingFrom: folder) == lab.description)
      #expect(lab.description.families["high_entropy"] != nil)
    }
  }

  @Test func aLabIsWrittenAsJSONLinesAndItsTruthIsReadAgain() throws {
    let lab = Lab(LabPlan(size: .tiny, seed: 3))
    try inTemporaryFolder { folder in
      try lab.write(to: "\(folder)/lab")
      #expect(try Lab.readTruth("\(folder)/lab/truth.jsonl") == lab.truth)
      for (name, documents) in [
        ("train", lab.training), ("held-out", lab.heldOut), ("prefixes", lab.prefixes),
        ("auxiliary", lab.auxiliary),
      ] {
        let data = try Data(contentsOf: URL(filePath: "\(folder)/lab/\(name).jsonl"))
        let lines = data.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == documents.count)
        for (line, document) in zip(lines, documents) {
          let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
          #expect(object?["text"] as? String == document.text)
          #expect(object?["id"] as? String == document.id)
          #expect(object?["kind"] as? String == document.kind)
        }
      }
      let data = try Data(contentsOf: URL(filePath: "\(folder)/lab/lab.json"))
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      #expect(object?["seed"] as? Int == 3)
      #expect(object?["size"] as? String == "tiny")
    }
  }

  @Test func aBrokenTruthIsRefusedWithItsLine() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/truth.jsonl"
      let whole = try JSONEncoder().encode(
        PlantedItem(
          id: 0, family: .digits, text: "The random number is 000000000", documents: 1,
          occurrences: 1, isInserted: true, generator: "digits"))
      try (whole + Data("\n{\"id\":1}\n".utf8)).write(to: URL(filePath: path))
      let text = message { _ = try Lab.readTruth(path) }
      #expect(text.contains("truth.jsonl, line 2"))
      try Data().write(to: URL(filePath: path))
      #expect(message { _ = try Lab.readTruth(path) }.contains("no planted item"))
      #expect(message { _ = try Lab.readTruth("\(folder)/none") }.contains("no such file"))
    }
  }

  @Test func aFolderThatCannotBeMadeIsSaid() throws {
    try inTemporaryFolder { folder in
      try Data("x".utf8).write(to: URL(filePath: "\(folder)/file"))
      let lab = Lab(LabPlan(size: .tiny))
      #expect(message { try lab.write(to: "\(folder)/file/lab") }.contains("can't be made"))
    }
  }
}
