import Foundation
import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct TreeFileTests {
  static let files: [TreeFile] = {
    var generator = PhiloxGenerator(seed: 1)
    let provenance = Provenance(
      data: "a.csv", options: .init(ignored: ["id"]), target: "target", numericTarget: true,
      seed: 3, trainingFraction: 0.7, rows: 400)
    let limits = TreeLimits(minimumLeafSize: 12, categories: .subsets)
    do {
      return [
        TreeFile(
          try ClassificationTree(limits: limits).fit(Dataset.mixed(), using: &generator)),
        TreeFile(
          try RegressionTree(limits: limits).fit(Dataset.mixedNumbers(), using: &generator),
          provenance: provenance),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  private func message(_ text: String) -> String? {
    let error = #expect(throws: EstimatorError.self) {
      try TreeFile(json: Data(text.utf8), name: "t.json")
    }
    #expect(error?.code == .malformedModel)
    #expect(error?.message.hasPrefix("t.json ") == true)
    return error?.message
  }

  private func text(_ index: Int) throws -> String {
    String(decoding: try Self.files[index].json(), as: UTF8.self)
  }

  @Test(arguments: files.indices) func aFileReadsBackBitForBit(index: Int) throws {
    let bytes = try Self.files[index].json()
    let again = try TreeFile(json: bytes, name: "t.json")
    #expect(again == Self.files[index])
    #expect(try again.json() == bytes)
    #expect(TreeFile.claims(bytes))
    #expect(again.provenance?.options.targetKind ?? .number == .number)
  }

  @Test func theFormatIsThatOfTheDocumentation() throws {
    let text = try text(0)
    #expect(
      text.hasPrefix("{\"format\":\"skua-model\",\"kind\":\"tree\",\"parameters\":{\"nodes\":["))
    #expect(text.hasSuffix("\"version\":1}\n"))
    let hand = """
      {"format": "skua-model", "kind": "tree", "version": 1, "schema": {"classes": ["n", "y"],
       "features": [{"kind": "numeric", "maximum": 9, "minimum": 0, "name": "x"}], "target": "t"},
       "parameters": {"nodes": [
        {"answer": {"label": 1}, "children": [1, 2], "split": {"feature": 0, "threshold": 1.5}},
        {"answer": {"label": 0, "confidence": 0.5}, "children": [], "count": 4},
        {"answer": {"label": 1}, "children": []}]}}
      """
    let tree = try TreeFile(json: Data(hand.utf8), name: "t.json").tree
    #expect(
      tree.predictions(for: [Query([.number(1)])])
        == [Prediction(label: 0, scores: .top(0.5), fields: [0])])
    #expect(
      message(hand.replacing("[1, 2]", with: "[0, 2]"))?.contains("a cycle") == true)
    #expect(message(hand.replacing("[1, 2]", with: "[1, 3]"))?.contains("the child 3") == true)
    #expect(
      message(hand.replacing("\"feature\": 0", with: "\"feature\": 1"))?
        .contains("feature 1") == true)
    #expect(
      message(hand.replacing("\"threshold\": 1.5", with: "\"groups\": [[0], [1]]"))?
        .contains("holds numbers") == true)
    #expect(
      message(hand.replacing("\"label\": 0", with: "\"label\": 2"))?.contains("node 1") == true)
    #expect(
      message(hand.replacing("\"version\": 1", with: "\"version\": 2"))?.contains("newer") == true)
    #expect(message("{}") != nil)
  }

  @Test func aTreeIsNoModelOfPointsAndTheOtherWayRound() throws {
    let tree = try Self.files[0].json()
    let model = try ModelFileTests.files[1].json()
    let error = #expect(throws: EstimatorError.self) { try ModelFile(json: tree, name: "t.json") }
    #expect(error?.message.contains("a decision tree answers rows") == true)
    #expect(message(String(decoding: model, as: UTF8.self))?.contains("no decision tree") == true)
    #expect(!TreeFile.claims(model) && !TreeFile.claims(Data("{".utf8)))
  }

  @Test(arguments: files.indices) func aFileCutShortAnywhereIsAnError(index: Int) throws {
    let bytes = try Self.files[index].json()
    for length in stride(from: 0, to: bytes.count - 2, by: 37) {
      let error = #expect(throws: EstimatorError.self) {
        try TreeFile(json: bytes.prefix(length), name: "t.json")
      }
      #expect(error?.code == .malformedModel)
    }
  }

  @Test(arguments: files.indices) func changedBytesGiveATreeOrAnErrorAndNeverACrash(
    index: Int
  ) throws {
    var generator = PhiloxGenerator(seed: UInt64(index))
    let bytes = try Self.files[index].json()
    let tokens = ["[", "]", "{", "}", ",", "-", "0", "e9", "\"", ":", "null", "7", "1"]
    var read = 0
    for _ in 0..<2000 {
      var changed = bytes
      let start = generator.integer(below: bytes.count)
      let end = min(bytes.count, start + generator.integer(below: 4))
      changed.replaceSubrange(
        start..<end, with: Data(tokens[generator.integer(below: tokens.count)].utf8))
      do {
        let file = try TreeFile(json: changed, name: "t.json")
        let rows = file.schema.randomRows(count: 3, using: &generator)
        #expect(file.tree.predictions(for: rows).count == 3)
        read += 1
      } catch {
        #expect(error.code == .malformedModel)
      }
    }
    #expect(read > 0)
  }

  @Test func filesAreWrittenAndReadByPath() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "tree.json").path
      try Self.files[1].write(to: path)
      #expect(try TreeFile.read(from: path) == Self.files[1])
      let missing = #expect(throws: EstimatorError.self) { try TreeFile.read(from: path + ".no") }
      #expect(missing?.code == .unreadableFile)
    }
  }
}
