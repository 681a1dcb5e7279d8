import ArgumentParser
import Experiments
import Foundation
import LanguageModels

/// `skua lm tokenize`: text to tokens and back.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Turns text into a tokenizer's ids, or ids into text.",
    discussion: """
      Reads a file, a text, or standard input; ids are separated by white space.

      EXAMPLES
        skua lm tokenize lm --text "Hello, world"
        skua lm tokenize lm letter.txt --json
        echo "15496 11" | skua lm tokenize lm --decode
      """)

  @Argument(help: ArgumentHelp("A folder with tokenizer files.", valueName: "folder"))
  var folder: String

  @Argument(help: ArgumentHelp("A file; standard input by default.", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("A text in place of a file.", valueName: "text"))
  var text: String?

  @Flag(help: "Turn ids into text.")
  var decode = false

  @Flag(help: "Read special tokens such as <|endoftext|> as one token.")
  var special = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if text != nil, file != nil {
      throw ValidationError("give --text or a file, not both")
    }
  }

  func run() throws {
    let tokenizer = try BytePairTokenizer(folder: folder)
    let bytes = try input()
    if decode {
      Terminal.write(bytes: tokenizer.decode(try ids(bytes, tokenizer.vocabularySize)))
      return
    }
    let tokens = tokenizer.encode(bytes, allowingSpecials: special)
    if common.json {
      try Terminal.show(json: Tokenization(tokens, bytes: bytes.count, tokenizer))
    } else {
      Terminal.show(tokens.map(String.init).joined(separator: " "))
    }
  }

  private func input() throws -> [UInt8] {
    if let text { return Array(text.utf8) }
    guard let file else { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw LanguageModelError(.file, "\(file): there is no such file, or it can't be read")
    }
    return Array(data)
  }

  private func ids(_ bytes: [UInt8], _ vocabulary: Int) throws -> [Token] {
    try String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map {
      guard let token = Token($0), token >= 0, Int(token) < vocabulary else {
        throw LanguageModelError(
          .input, "'\($0)' is no id of this tokenizer: ids go from 0 to \(vocabulary - 1)")
      }
      return token
    }
  }

  /// What `--json` prints.
  private struct Tokenization: Encodable {
    let tokens: [Token]
    let pieces: [String]
    let count: Int
    let bytes: Int

    init(_ tokens: [Token], bytes: Int, _ tokenizer: BytePairTokenizer) {
      self.tokens = tokens
      pieces = tokens.map { String(decoding: tokenizer.decode([$0]), as: UTF8.self) }
      count = tokens.count
      self.bytes = bytes
    }
  }
}
