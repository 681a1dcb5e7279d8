import Foundation

/// Reads the documents of a corpus from disk.
public enum CorpusReader {
  /// The documents of a path, as bytes.
  ///
  /// A folder holds one document per file, in the order of their paths; a file ending in `.jsonl` one
  /// per line, under the key `text`; any other file is one document.
  /// - Throws: `LanguageModelError` that names what can't be read, or is empty.
  public static func documents(at path: String) throws(LanguageModelError) -> [[UInt8]] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LanguageModelError(.file, "\(path): there is no such file or folder")
    }
    let files = isFolder.boolValue ? try Self.files(path) : [path]
    var documents: [[UInt8]] = []
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw LanguageModelError(.file, "\(file): can't be read")
      }
      documents += file.hasSuffix(".jsonl") ? try lines(data, file) : [Array(data)]
    }
    documents.removeAll(where: \.isEmpty)
    guard !documents.isEmpty else {
      throw LanguageModelError(.input, "\(path): there is no text in it")
    }
    return documents
  }

  private static func files(_ folder: String) throws(LanguageModelError) -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder) else {
      throw LanguageModelError(.file, "\(folder): can't be listed")
    }
    return names.compactMap { $0 as? String }.sorted().map { "\(folder)/\($0)" }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  private static func lines(_ data: Data, _ file: String) throws(LanguageModelError) -> [[UInt8]] {
    var documents: [[UInt8]] = []
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      guard let object = try? JSONSerialization.jsonObject(with: line),
        let text = (object as? [String: Any])?["text"] as? String
      else {
        throw LanguageModelError(
          .format, "\(file), line \(number + 1): no JSON object with a string 'text'")
      }
      documents.append(Array(text.utf8))
    }
    return documents
  }
}
