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
    if isAlone(contents) {
      do { return try JSONDecoder().decode(Schema.self, from: contents) } catch {
        throw EstimatorError(.malformedModel, "\(path) holds no schema: \(error.sentence)")
      }
    }
    switch try TargetFile.read(from: path) {
    case .encoded(let file): return file.schema
    case .tree(let file, _): return file.schema
    case .binned(let file): return file.schema
    }
  }

  /// Whether JSON is a schema, not the model file around one.
  private static func isAlone(_ contents: Data) -> Bool {
    guard let object = try? JSONSerialization.jsonObject(with: contents) as? [String: Any] else {
      return false
    }
    return object["format"] == nil && object["features"] != nil
  }
}

extension Error {
  /// What a decoder found, without its types.
  fileprivate var sentence: String {
    switch self as? DecodingError {
    case .dataCorrupted(let context)?, .typeMismatch(_, let context)?,
      .valueNotFound(_, let context)?:
      context.debugDescription
    case .keyNotFound(let key, _)?: "there is no '\(key.stringValue)'"
    default: "\(self)"
    }
  }
}
