import Foundation

/// Reference values that `Tests/Fixtures/data_layer.py` computed with scikit-learn.
struct DataFixture: Decodable {
  struct Encoded: Decodable {
    let columnSums: [Double]
    let classCounts: [Int]
  }

  let encoded: [String: Encoded]
  let generators: [String: [Double]]

  /// The fixture beside the tests.
  static func load() throws -> DataFixture {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/data_layer.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(DataFixture.self, from: Data(contentsOf: url))
  }
}

/// A generator that is stuck at one word.
struct StuckGenerator: RandomNumberGenerator {
  let word: UInt64
  mutating func next() -> UInt64 { word }
}

/// A folder of its own for one test, removed after use.
func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appending(path: "skua-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
