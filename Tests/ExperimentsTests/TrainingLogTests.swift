import Foundation
import LanguageModels
import Testing

@testable import Experiments

@Suite struct TrainingLogTests {
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "skua-log-\(UUID())/training.jsonl").path

  @Test func aLogIsWrittenByOneTrainingAtATime() throws {
    var first: TrainingLog? = try TrainingLog(path)
    #expect {
      try TrainingLog(path)
    } throws: {
      ($0 as? LanguageModelError)?.message.contains("another training") == true
    }
    try first?.keep(0)
    first = nil
    _ = try TrainingLog(path)
  }

  @Test func theLinesOfTheCheckpointStay() throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n".utf8).write(to: URL(filePath: path))
    let log = try TrainingLog(path)
    try log.keep(2)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"step\":1}\n{\"step\":2}\n")
  }
}
