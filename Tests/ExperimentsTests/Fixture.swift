import Estimators
import Experiments
import Foundation

/// Targets, files and JSON for the tests of this module.
enum Fixture {
  /// The CSV file of the README's example: numbers, categories, three classes.
  static let subscribers = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Examples/subscribers.csv").standardizedFileURL.path

  /// A target of a class, fitted to a shipped data set or a file.
  static func target(
    _ kind: ModelKind = .softmax, on data: String = "iris", seed: UInt64 = 1
  ) throws -> ModelFile {
    try Training(kind, on: DataSource(data), seed: seed).run().file
  }

  /// The JSON object that the command line prints for a value.
  static func json(_ value: some Encodable) throws -> [String: Any] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let object = try JSONSerialization.jsonObject(with: encoder.encode(value))
    return object as? [String: Any] ?? [:]
  }

  /// A folder of its own for one test, removed after use.
  static func withTemporaryFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "skua-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}
