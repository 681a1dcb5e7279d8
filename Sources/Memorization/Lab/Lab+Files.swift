import Foundation

extension Lab {
  /// Writes the lab into a folder: `train.jsonl`, `held-out.jsonl`, `prefixes.jsonl`,
  /// `auxiliary.jsonl`, `truth.jsonl` and `lab.json`.
  ///
  /// - Throws: `MemorizationError` if the folder or a file can't be written.
  public func write(to folder: String) throws(MemorizationError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw MemorizationError(.file, "\(folder): can't be made a folder", underlying: error)
    }
    try Self.write(training, to: "\(folder)/train.jsonl")
    try Self.write(heldOut, to: "\(folder)/held-out.jsonl")
    try Self.write(prefixes, to: "\(folder)/prefixes.jsonl")
    try Self.write(auxiliary, to: "\(folder)/auxiliary.jsonl")
    try Self.write(truth, to: "\(folder)/truth.jsonl")
    try Self.write(json: description, to: "\(folder)/lab.json")
  }

  /// Reads the truth of a lab from its file of JSON lines.
  ///
  /// - Throws: `MemorizationError` that names the file and the line that is wrong.
  public static func readTruth(_ path: String) throws(MemorizationError) -> [PlantedItem] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(.file, "\(path): there is no such file, or it can't be read")
    }
    let decoder = JSONDecoder()
    var items: [PlantedItem] = []
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      do {
        items.append(try decoder.decode(PlantedItem.self, from: line))
      } catch {
        throw MemorizationError(
          .format, "\(path), line \(number + 1): no planted item of a lab", underlying: error)
      }
    }
    guard !items.isEmpty else {
      throw MemorizationError(.format, "\(path): there is no planted item in it")
    }
    return items
  }

  /// Writes a value as JSON in place of a file.
  public static func write(
    json value: some Encodable, to path: String
  ) throws(MemorizationError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      try (encoder.encode(value) + [UInt8(ascii: "\n")])
        .write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw MemorizationError(
        .file, "\(path): can't be written, is the disk full?", underlying: error)
    }
  }

  /// Reads what `write(json:to:)` wrote.
  ///
  /// - Throws: `MemorizationError` if the file is not there, or of another version.
  public static func read<Value: Decodable>(
    _ type: Value.Type, from path: String
  ) throws(MemorizationError) -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(
        .file, "\(path): there is no such file; 'skua lab build' makes a lab")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw MemorizationError(
        .format, "\(path): not the summary of a lab; build it anew", underlying: error)
    }
  }

  private static func write(
    _ values: [some Encodable], to path: String
  ) throws(MemorizationError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      var data = Data()
      for value in values {
        data += try encoder.encode(value)
        data.append(UInt8(ascii: "\n"))
      }
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw MemorizationError(
        .file, "\(path): can't be written, is the disk full?", underlying: error)
    }
  }
}
