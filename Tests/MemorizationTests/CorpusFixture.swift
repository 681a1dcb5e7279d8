import Foundation
import LinearAlgebra

@testable import Memorization

/// Files of a corpus in a folder that goes with this object.
final class CorpusFixture: Sendable {
  let folder: String

  init() throws {
    let memory = "/dev/shm"
    let parent =
      FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    folder = "\(parent)/skua-corpus-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: folder) } catch {
      print("a temporary folder stays behind: \(error)")
    }
  }

  /// The path of a name in the folder.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file, and the folders it is in.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }

  /// An index of texts, each a document of its own.
  func index(
    _ texts: [[UInt8]], window: Int = 8, name: String = "index"
  ) throws -> CorpusIndex {
    let lines = try texts.map { text in
      let object = ["text": String(decoding: text, as: UTF8.self)]
      return try JSONSerialization.data(withJSONObject: object) + Data("\n".utf8)
    }
    try write(lines.joined(), to: "\(name).jsonl")
    return try CorpusIndex.build(
      CorpusSource([path("\(name).jsonl")]), into: path(name), window: window)
  }

  /// Random texts over the letters of an alphabet.
  static func texts(
    _ count: Int, of length: ClosedRange<Int>, over alphabet: String,
    using generator: inout PhiloxGenerator
  ) -> [[UInt8]] {
    (0..<count).map { _ in
      text(generator.integer(below: length.count) + length.lowerBound, over: alphabet, &generator)
    }
  }

  static func text(
    _ length: Int, over alphabet: String, _ generator: inout PhiloxGenerator
  ) -> [UInt8] {
    let letters = Array(alphabet.utf8)
    return (0..<length).map { _ in letters[generator.integer(below: letters.count)] }
  }
}

/// What an index answers, by looking at every place.
struct NaiveCorpus {
  let documents: [[UInt8]]

  func count(_ string: ArraySlice<UInt8>) -> CorpusCount {
    var occurrences = 0, holding = 0
    for document in documents {
      let places = places(of: string, in: document)
      occurrences += places
      holding += places > 0 ? 1 : 0
    }
    return CorpusCount(occurrences: occurrences, documents: holding)
  }

  /// The longest match that begins at each byte.
  func longestMatches(_ text: [UInt8]) -> [Int] {
    text.indices.map { start in
      var length = 0
      while start + length < text.count, holds(text[start...(start + length)]) { length += 1 }
      return length
    }
  }

  /// Matches of some length that lie within no other.
  func matches(_ text: [UInt8], atLeast length: Int) -> [CorpusMatch] {
    var end = 0
    return longestMatches(text).enumerated().compactMap { start, longest in
      defer { end = max(end, start + longest) }
      guard longest >= length, start + longest > end else { return nil }
      let string = text[start..<(start + longest)]
      let document = documents.firstIndex { places(of: string, in: $0) > 0 }!
      let offset = documents[document].indices.first {
        documents[document][$0...].starts(with: string)
      }!
      return CorpusMatch(
        range: start..<(start + longest), count: count(string),
        place: CorpusPosition(document: document, offset: offset))
    }
  }

  private func holds(_ string: ArraySlice<UInt8>) -> Bool {
    documents.contains { places(of: string, in: $0) > 0 }
  }

  private func places(of string: ArraySlice<UInt8>, in document: [UInt8]) -> Int {
    guard !string.isEmpty, string.count <= document.count else { return 0 }
    return string.withUnsafeBytes { pattern in
      document.withUnsafeBytes { text in
        (0...(text.count - pattern.count)).count { start in
          text[start] == pattern[0]
            && UnsafeRawBufferPointer(rebasing: text[start..<(start + pattern.count)])
              .elementsEqual(pattern)
        }
      }
    }
  }
}
