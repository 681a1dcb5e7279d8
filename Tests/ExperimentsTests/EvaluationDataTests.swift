import Estimators
import Experiments
import Foundation
import LinearAlgebra
import Testing

@Suite struct EvaluationDataTests {
  @Test func rowsAreFoundAgainThroughTheModelFile() throws {
    let file = try Fixture.target(on: Fixture.subscribers)
    let data = EvaluationData(for: file, points: 50, seed: 1)
    #expect(data.test?.rows == 180)
    #expect(data.all?.rows == 600)
    #expect(data.uniform.rows == 50)
    #expect(data.note == nil)
  }

  @Test func aFileThatIsGoneLeavesANoteAndUniformInputs() async throws {
    try await Fixture.withTemporaryFolder { folder in
      let path = try copyOfSubscribers(in: folder)
      let file = try Fixture.target(on: path)
      try FileManager.default.removeItem(atPath: path)
      let data = EvaluationData(for: file, points: 50, seed: 1)
      #expect(data.test == nil && data.all == nil)
      #expect(data.uniform.rows == 50)
      #expect(data.note?.contains(path) == true)
    }
  }

  @Test(arguments: ["25,Oslo,pro,40.5,3,gold\n", "990,Oslo,pro,40.5,3,gold\n", "1,2\n"])
  func aFileThatHasChangedLeavesANote(line: String) async throws {
    try await Fixture.withTemporaryFolder { folder in
      let path = try copyOfSubscribers(in: folder)
      let file = try Fixture.target(on: path)
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(line.utf8))
      try handle.close()
      let data = EvaluationData(for: file, points: 50, seed: 1)
      #expect(data.test == nil)
      #expect(data.note?.hasPrefix("R_test is left out: ") == true)
    }
  }

  @Test func aModelWithoutProvenanceLeavesANote() throws {
    let file = try Fixture.target()
    let data = EvaluationData(
      for: ModelFile(file.stored, schema: file.schema), points: 50, seed: 1)
    #expect(data.test == nil)
    #expect(data.note?.contains("where its data came from") == true)
  }

  @Test func rowsAtAPathTakeThePlaceOfTheHeldOutOnes() throws {
    let file = try Fixture.target(on: Fixture.subscribers)
    let data = try EvaluationData(for: file, rowsAt: Fixture.subscribers, points: 50, seed: 1)
    #expect(data.test?.rows == 600)
    #expect(data.all == nil)
    #expect(data.note == nil)
  }

  @Test func cellsThatMeantNoValueInTrainingMeanNoneInFurtherRows() async throws {
    try await Fixture.withTemporaryFolder { folder in
      let path = folder.appending(path: "cells.csv").path
      let text = try DataExport("breast-cancer", encoded: false, seed: 1).text
      try Data(text.utf8).write(to: URL(filePath: path))
      let file = try Fixture.target(.logistic, on: "breast-cancer")
      let data = try EvaluationData(for: file, rowsAt: path, points: 50, seed: 1)
      #expect(data.test?.rows == 699)
    }
  }

  @Test func uniformInputsDependOnTheSeedAlone() throws {
    let file = try Fixture.target()
    let first = EvaluationData(for: file, points: 50, seed: 1).uniform
    #expect(EvaluationData(for: file, points: 50, seed: 1).uniform == first)
    #expect(EvaluationData(for: file, points: 50, seed: 2).uniform != first)
  }

  @Test func rawUniformInputsAreValidRows() throws {
    let file = try Fixture.target(on: Fixture.subscribers)
    let points = EvaluationData(for: file, raw: true, points: 50, seed: 1).uniform
    for row in 0..<points.rows {
      // The columns of the city: one of four is 1, the others -1.
      #expect(Array(points[row: row])[1...4].sorted() == [-1, -1, -1, 1])
    }
  }

  private func copyOfSubscribers(in folder: URL) throws -> String {
    let path = folder.appending(path: "rows.csv").path
    try FileManager.default.copyItem(atPath: Fixture.subscribers, toPath: path)
    return path
  }
}
