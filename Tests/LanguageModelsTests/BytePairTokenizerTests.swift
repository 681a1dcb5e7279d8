import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct BytePairTokenizerTests {
  struct Expected: Decodable {
    struct Text: Decodable {
      let text: String
      let ids: [Token]
    }
    struct Bytes: Decodable {
      let bytes: [UInt8]
      let ids: [Token]
    }
    let texts: [Text]
    let specials: [Text]
    let bytes: [Bytes]
  }

  static let folder = Bundle.module.url(forResource: "Fixtures/byte-pair", withExtension: nil)!.path

  let expected: Expected
  let tokenizer: BytePairTokenizer

  init() throws {
    let data = try Data(contentsOf: URL(filePath: "\(Self.folder)/expected.json"))
    expected = try JSONDecoder().decode(Expected.self, from: data)
    tokenizer = try BytePairTokenizer(tokenizerFile: "\(Self.folder)/tokenizer.json")
  }

  @Test func idsAreThoseOfTokenizersAndTiktoken() {
    #expect(expected.texts.count > 200)
    for text in expected.texts { #expect(tokenizer.encode(text.text) == text.ids, "\(text.text)") }
  }

  @Test func specialTokensAreReadWhereAllowed() {
    #expect(!expected.specials.isEmpty)
    for text in expected.specials {
      #expect(tokenizer.encode(text.text, allowingSpecials: true) == text.ids, "\(text.text)")
    }
  }

  @Test func bytesThatAreNoTextAreOnePiece() {
    #expect(!expected.bytes.isEmpty)
    for bytes in expected.bytes { #expect(tokenizer.encode(bytes.bytes) == bytes.ids) }
  }

  @Test func decodingIsTheExactInverse() {
    for text in expected.texts {
      #expect(tokenizer.decode(tokenizer.encode(text.text)) == Array(text.text.utf8))
    }
    var generator = PhiloxGenerator(seed: 3)
    for length in 0..<600 {
      let bytes = (0..<length).map { _ in UInt8(generator.integer(below: 256)) }
      #expect(tokenizer.decode(tokenizer.encode(bytes)) == bytes)
      #expect(tokenizer.decode(tokenizer.encode(bytes, allowingSpecials: true)) == bytes)
    }
  }

  @Test func bothFormsOfTheFilesAreTheSameTokenizer() throws {
    let other = try BytePairTokenizer(
      vocabulary: "\(Self.folder)/vocab.json", merges: "\(Self.folder)/merges.txt")
    #expect(other.vocabularySize == tokenizer.vocabularySize)
    #expect(other.endOfText == tokenizer.endOfText)
    for text in expected.texts { #expect(other.encode(text.text) == text.ids) }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    try inTemporaryFolder { folder in
      try tokenizer.write(to: folder)
      let readers = [
        try BytePairTokenizer(tokenizerFile: "\(folder)/tokenizer.json"),
        try BytePairTokenizer(
          vocabulary: "\(folder)/vocab.json", merges: "\(folder)/merges.txt"),
      ]
      for other in readers {
        #expect(other.pieces == tokenizer.pieces)
        #expect(other.specialTokens == tokenizer.specialTokens)
        for text in expected.texts { #expect(other.encode(text.text) == text.ids) }
      }
    }
  }

  @Test func aStreamShowsCharactersWhenTheyAreWhole() {
    for text in expected.texts {
      var decoder = StreamingDecoder(tokenizer)
      let parts = text.ids.map { decoder.append($0) }
      #expect(parts.joined() + decoder.finish() == text.text)
      #expect(parts.allSatisfy { !$0.contains("\u{FFFD}") || text.text.contains("\u{FFFD}") })
    }
    var decoder = StreamingDecoder(tokenizer)
    let family = tokenizer.encode(Array("é".utf8.prefix(1)))
    #expect(decoder.append(family[0]) == "")
    #expect(decoder.finish() == "\u{FFFD}")
  }

  @Test func aLongRunOfOneLetterIsEncoded() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
    let tokens = tokenizer.encode(bytes)
    #expect(tokenizer.decode(tokens) == bytes)
    // Merges of runs of a: each long token but the last few is the same.
    #expect(Set(tokens).count < 8)
  }

  /// Reads what Tests/Fixtures/byte_pair_tokenizer.py --large writes.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SKUA_LARGE_TEXTS"] != nil))
  func tenMegabytesAndAHundredThousandStringsHaveTheSameIds() throws {
    let folder = ProcessInfo.processInfo.environment["SKUA_LARGE_TEXTS"]!
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }
    func numbers(_ name: String) throws -> [Int32] {
      try bytes(name).withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    }
    let tokenizer = try BytePairTokenizer(tokenizerFile: "\(folder)/tokenizer.json")
    let text = try bytes("text.bin")
    var (ids, start) = ([Token](), 0)
    for length in try numbers("parts.bin").dropFirst() {
      ids += tokenizer.encode(Array(text[start..<(start + Int(length))]))
      start += Int(length)
    }
    #expect(start == text.count && text.count > 10_000_000)
    #expect(ids == (try numbers("ids.bin")))
    #expect(tokenizer.decode(ids) == text)

    let strings = try bytes("strings.bin")
    let answers = try numbers("strings-ids.bin")
    var (place, answer, count) = (0, 0, 0)
    while place < strings.count {
      let length = Int(
        strings[place..<(place + 4)].reversed().reduce(Int32(0)) { $0 << 8 | Int32($1) })
      let expected = answers[(answer + 1)..<(answer + 1 + Int(answers[answer]))]
      let found = tokenizer.encode(Array(strings[(place + 4)..<(place + 4 + length)]))
      #expect(found.elementsEqual(expected), "string \(count)")
      (place, answer, count) = (place + 4 + length, answer + 1 + expected.count, count + 1)
    }
    #expect(count == 100_000)
  }
}

/// Runs a test in a folder that is removed after it.
func inTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appending(path: "skua-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}
