public import Foundation

extension ModelFile {
  /// Files above this many bytes are refused; a model of ten million parameters takes less.
  private static let largestFile = 256 << 20

  /// Reads a model file.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile`, or `malformedModel` with the place in the
  ///   file: cut short, not JSON, another format, a newer version, shapes that disagree.
  public static func read(from path: String) throws(EstimatorError) -> ModelFile {
    try ModelFile(json: contents(of: path), name: path)
  }

  /// Reads the contents of a model file; `name` stands for it in messages.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel`.
  public init(json: Data, name: String) throws(EstimatorError) {
    self = try Self.decode(Self.self, from: json, name: name)
  }

  /// The bytes of a model file of whatever kind.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile`.
  package static func contents(of path: String) throws(EstimatorError) -> Data {
    try Data(readFile(path, maximumBytes: largestFile))
  }

  /// Decodes a file of any kind of model whose header is that of Skua's format.
  static func decode<File: Decodable>(
    _ type: File.Type, from json: Data, name: String
  ) throws(EstimatorError) -> File {
    func malformed(_ what: String) -> EstimatorError {
      EstimatorError(.malformedModel, "\(name) \(what)")
    }
    do {
      let decoder = JSONDecoder()
      let header = try decoder.decode(Header.self, from: json)
      guard header.format == format else {
        throw malformed("is JSON, but no model file of Skua: its 'format' isn't '\(format)'")
      }
      guard header.version <= version else {
        throw malformed(
          "was written by a newer Skua: version \(header.version), this one reads up to "
            + "\(version); update Skua")
      }
      guard header.version >= 1 else {
        throw malformed("has version \(header.version), which never was; \(advice)")
      }
      return try decoder.decode(type, from: json)
    } catch let error as EstimatorError {
      throw error
    } catch let error as DecodingError {
      throw malformed(explanation(of: error, in: json) + "; " + advice)
    } catch {
      throw malformed("can't be read: \(error.localizedDescription)")
    }
  }

  private struct Header: Decodable {
    var format: String?
    var version: Int

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      format = try container.decodeIfPresent(String.self, forKey: .format)
      version = format == ModelFile.format ? try container.decode(Int.self, forKey: .version) : 0
    }

    enum CodingKeys: CodingKey { case format, version }
  }

  private static let advice = "train the model again or restore the file"

  /// What is wrong and where, to follow the file's name.
  package static func explanation(of error: DecodingError, in json: Data) -> String {
    func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      let path = (context.codingPath + [key].compactMap { $0 }).map { key in
        key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)"
      }
      return path.isEmpty ? "the top" : "'\(path.joined().drop { $0 == "." })'"
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "lacks \(place(context, key))"
    case .typeMismatch(let type, let context):
      return "holds something else than \(noun(type)) at \(place(context))"
    case .valueNotFound(_, let context):
      return "holds null at \(place(context))"
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      guard !json.isEmpty else { return "is empty" }
      let isObject = json.first { !isSpace($0) } == UInt8(ascii: "{")
      let isClosed = json.last { !isSpace($0) } == UInt8(ascii: "}")
      return isObject && !isClosed
        ? "is cut short after \(json.count) bytes"
        : "is not valid JSON, or holds a number that is NaN or too large"
    case .dataCorrupted(let context):
      return "doesn't hold together at \(place(context)): \(context.debugDescription)"
    @unknown default:
      return "can't be decoded"
    }
  }

  private static func noun(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Double.Type, is Int.Type, is UInt64.Type: "a number"
    default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [9, 10, 13, 32].contains(byte) }
}
