import Foundation

extension BytePairTokenizer {
  /// Reads a folder's tokenizer.json, or vocab.json and merges.txt, or encoder.json and vocab.bpe.
  ///
  /// - Throws: `LanguageModelError` that names the file and what is wrong with it.
  public init(folder: String) throws(LanguageModelError) {
    func path(_ name: String) -> String { folder + "/" + name }
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
    if exists(path("tokenizer.json")) {
      try self.init(tokenizerFile: path("tokenizer.json"))
    } else if exists(path("vocab.json")) {
      try self.init(vocabulary: path("vocab.json"), merges: path("merges.txt"))
    } else if exists(path("encoder.json")) {
      try self.init(vocabulary: path("encoder.json"), merges: path("vocab.bpe"))
    } else {
      throw LanguageModelError(
        .file, "\(folder): no tokenizer.json, no vocab.json and no encoder.json there")
    }
  }

  /// Reads GPT-2's two files: ids by piece, and merges line by line after a line `#version`.
  public init(vocabulary: String, merges: String) throws(LanguageModelError) {
    let vocabularyData = try Self.contents(vocabulary)
    let mergeText = String(decoding: try Self.contents(merges), as: UTF8.self)
    guard let ids = try Self.json(vocabularyData, vocabulary) as? [String: Any] else {
      throw LanguageModelError(.format, "\(vocabulary): not an object of ids by piece")
    }
    // Only line ends separate lines: pieces may hold other characters that Unicode calls new lines.
    var lines = mergeText.unicodeScalars.split(separator: "\n").map { String($0) }
    if lines.first?.hasPrefix("#version") == true { lines.removeFirst() }
    try self.init(
      vocabulary: ids, added: [:], merges: lines.map { Self.pair($0) }, name: vocabulary,
      mergeName: merges)
  }

  /// Reads a Hugging Face tokenizer.json that holds a byte-level BPE.
  public init(tokenizerFile path: String) throws(LanguageModelError) {
    try self.init(tokenizerJSON: try Self.contents(path), name: path)
  }

  /// The same from the file's bytes; `name` is what errors call it.
  init(tokenizerJSON data: Data, name: String) throws(LanguageModelError) {
    func refuse(_ what: String) -> LanguageModelError {
      LanguageModelError(.format, "\(name): \(what)")
    }
    guard let root = try Self.json(data, name) as? [String: Any],
      let model = root["model"] as? [String: Any]
    else { throw refuse("no object 'model'") }
    if let type = model["type"] as? String, type != "BPE" {
      throw refuse("a tokenizer of type '\(type)'; only byte-level BPE can be read")
    }
    try Self.checkParts(root, name)
    guard let vocabulary = model["vocab"] as? [String: Any], let list = model["merges"] as? [Any]
    else { throw refuse("no 'vocab' and 'merges' in 'model'") }
    var added: [String: Any] = [:]
    for entry in root["added_tokens"] as? [Any] ?? [] {
      guard let entry = entry as? [String: Any], let content = entry["content"] as? String,
        let id = entry["id"]
      else { throw refuse("an added token without 'content' and 'id'") }
      added[content] = id
    }
    let merges: [(String, String)?] = list.map { entry in
      if let text = entry as? String { return Self.pair(text) }
      guard let pair = entry as? [String], pair.count == 2 else { return nil }
      return (pair[0], pair[1])
    }
    try self.init(
      vocabulary: vocabulary, added: added, merges: merges, name: name, mergeName: name)
  }

  /// Refuses what would give other ids than ours: normalisation, and other ways to cut text.
  private static func checkParts(
    _ root: [String: Any], _ name: String
  ) throws(LanguageModelError) {
    if let normalizer = root["normalizer"] as? [String: Any] {
      throw LanguageModelError(
        .format, "\(name): normalizer '\(normalizer["type"] ?? "")' can't be followed")
    }
    let cutter = root["pre_tokenizer"] as? [String: Any]
    guard cutter?["type"] as? String == "ByteLevel", cutter?["use_regex"] as? Bool ?? true else {
      throw LanguageModelError(
        .format, "\(name): pre_tokenizer '\(cutter?["type"] ?? "none")'; only ByteLevel can be read"
      )
    }
    if cutter?["add_prefix_space"] as? Bool == true {
      throw LanguageModelError(
        .format, "\(name): add_prefix_space is true, which can't be followed")
    }
  }

  private init(
    vocabulary: [String: Any], added: [String: Any], merges: [(String, String)?], name: String,
    mergeName: String
  ) throws(LanguageModelError) {
    let entries = vocabulary.merging(added) { _, new in new }
    var names = [String?](repeating: nil, count: entries.count)
    var ids: [String: Token] = [:]
    for (piece, value) in entries {
      guard let id = value as? Int, names.indices.contains(id), names[id] == nil else {
        throw LanguageModelError(
          .format,
          "\(name): id \(value) of '\(piece)'; ids go from 0 to \(entries.count - 1), each once")
      }
      names[id] = piece
      ids[piece] = Token(id)
    }
    var special = added.keys.reduce(into: [String: Token]()) { $0[$1] = ids[$1] }
    if let end = ids["<|endoftext|>"] { special["<|endoftext|>"] = end }
    var pieces: [[UInt8]] = []
    for piece in names.compactMap(\.self) {
      guard let bytes = special[piece] == nil ? ByteCharacters.decode(piece) : Array(piece.utf8)
      else {
        throw LanguageModelError(
          .format, "\(name): '\(piece)' holds a character that stands for no byte")
      }
      pieces.append(bytes)
    }
    let triples = try Self.triples(merges, ids, mergeName)
    try self.init(pieces: pieces, merges: triples, specialTokens: special, name: name)
  }

  private static func triples(
    _ merges: [(String, String)?], _ ids: [String: Token], _ name: String
  ) throws(LanguageModelError) -> [(left: Token, right: Token, merged: Token)] {
    var result: [(left: Token, right: Token, merged: Token)] = []
    for (number, pair) in merges.enumerated() {
      guard let pair else {
        throw LanguageModelError(.format, "\(name): merge \(number + 1) is not a pair")
      }
      guard let left = ids[pair.0], let right = ids[pair.1], let merged = ids[pair.0 + pair.1]
      else {
        throw LanguageModelError(
          .format,
          "\(name): merge \(number + 1), '\(pair.0) \(pair.1)', is not of tokens of the vocabulary")
      }
      result.append((left, right, merged))
    }
    return result
  }

  private static func pair(_ text: String) -> (String, String)? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  private static func contents(_ path: String) throws(LanguageModelError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LanguageModelError(.file, "\(path): there is no such file, or it can't be read")
    }
    return data
  }

  private static func json(_ data: Data, _ name: String) throws(LanguageModelError) -> Any {
    do {
      return try JSONSerialization.jsonObject(with: data)
    } catch {
      throw LanguageModelError(.format, "\(name): not JSON, or cut short", underlying: error)
    }
  }
}
