public import Estimators
import Foundation

/// Where an attacker's knowledge of features and classes comes from.
public enum SchemaFile {
  /// The schema in a file: that of a model file, one that stands alone as JSON, or what a CSV file of
  /// rows shows.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - target: Of a CSV file the column that is predicted; the last one if `nil`.
  /// - Throws: `EstimatorError` if it can't be read or holds no schema.
  public static func read(from path: String, target: String? = nil) throws(EstimatorError) -> Schema
  {
    let contents = try ModelFile.contents(of: path)
    let first = contents.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    guard first == UInt8(ascii: "{") else {
      return try DatasetReader(DatasetOptions(target: target, targetKind: .inferred))
        .load(path).dataset.schema
    }
    if let alone = try? JSONDecoder().decode(Schema.self, from: contents) { return alone }
    switch try TargetFile.read(from: path) {
    case .encoded(let file): return file.schema
    case .tree(let file, _): return file.schema
    case .binned(let file): return file.schema
    }
  }
}
