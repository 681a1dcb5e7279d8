import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

/// Files that were changed at random: each is read, or refused with a sentence.
@Suite struct HostileFileTests {
  /// Mutations per format; SKUA_MUTATIONS asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["SKUA_MUTATIONS"].flatMap(Int.init) ?? 600

  /// Changes bytes here and there, cuts, doubles stretches, or puts a telling number in.
  private func mutated(_ data: Data, _ generator: inout PhiloxGenerator) -> Data {
    var bytes = Array(data)
    for _ in 0...generator.integer(below: 3) {
      let place = generator.integer(below: max(1, bytes.count))
      switch generator.integer(below: 7) {
      case 0 where !bytes.isEmpty: bytes[place] = UInt8(generator.integer(below: 256))
      case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(generator.integer(below: 8))
      case 2: bytes.removeSubrange(place..<bytes.count)
      case 3:
        let end = min(bytes.count, place + generator.integer(below: 40))
        bytes.insert(
          contentsOf: bytes[min(place, end)..<end], at: generator.integer(below: place + 1))
      case 4:
        let end = min(bytes.count, place + generator.integer(below: 20))
        bytes.removeSubrange(min(place, end)..<end)
      case 5:
        let numbers = [
          "-1", "0", "4294967296", "9223372036854775807", "1e308", "null", "[[", "\"", "{}",
        ]
        bytes.insert(
          contentsOf: Array(numbers[generator.integer(below: numbers.count)].utf8), at: place)
      default:
        // A digit becomes another one.
        let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
        if !digits.isEmpty {
          bytes[digits[generator.integer(below: digits.count)]] =
            48 + UInt8(generator.integer(below: 10))
        }
      }
    }
    return Data(bytes)
  }

  /// Reads mutations of some data and counts those that were taken and those that were refused.
  private func read(
    _ data: Data, seed: UInt64, _ reader: (Data) throws -> Void
  ) -> (taken: Int, refused: Int) {
    var generator = PhiloxGenerator(seed: seed)
    var (taken, refused) = (0, 0)
    for _ in 0..<Self.count {
      do {
        try reader(mutated(data, &generator))
        taken += 1
      } catch {
        #expect(error is LanguageModelError, "\(error)")
        refused += 1
      }
    }
    return (taken, refused)
  }

  private let configuration = GPT2Configuration(
    vocabulary: 7, context: 5, layers: 1, width: 4, heads: 2)

  @Test func safetensors() throws {
    var file = SafetensorsBytes()
    file.add("a", [2, 3], [1, 2, 3, 4, 5, 6])
    file.add("b", "BF16", [4], Data(repeating: 0, count: 8))
    let outcome = read(try file.data, seed: 1) { data in
      let header = try data.withUnsafeBytes {
        try SafetensorsHeader($0, fileSize: data.count, name: "a")
      }
      for entry in header.entries.values { #expect(entry.range.upperBound <= data.count) }
    }
    #expect(outcome.taken > 0 && outcome.refused > 100)
  }

  @Test func modelFolders() throws {
    let count = configuration.tensors.reduce(0) { $0 + $1.count }
    let tensors = FlatTensors(configuration: configuration, values: randomRows(count, seed: 9))
    try inTemporaryFolder { folder in
      try ModelFolder.write(configuration, tensors, to: folder)
      for name in ["config.json", "model.safetensors"] {
        let path = URL(filePath: "\(folder)/\(name)")
        let good = try Data(contentsOf: path)
        let outcome = read(good, seed: 2) { data in
          try data.write(to: path)
          let model = try ModelFolder(folder)
          _ = try GPT2Model(configuration: model.configuration, tensors: model)
        }
        #expect(outcome.taken > 0 && outcome.refused > 100)
        try good.write(to: path)
      }
    }
  }

  @Test func tokenizerFiles() throws {
    let tokenizer = try BytePairTraining(vocabularySize: 270).fit([
      Array("the skua robs the skuas".utf8)
    ])
    try inTemporaryFolder { folder in
      try tokenizer.write(to: folder)
      for (name, reader) in [
        (
          "tokenizer.json", { _ = try BytePairTokenizer(tokenizerFile: "\(folder)/tokenizer.json") }
        ),
        ("vocab.json", { try pair(folder) }), ("merges.txt", { try pair(folder) }),
      ] as [(String, () throws -> Void)] {
        let path = URL(filePath: "\(folder)/\(name)")
        let good = try Data(contentsOf: path)
        let outcome = read(good, seed: 3) { data in
          try data.write(to: path)
          try reader()
        }
        #expect(outcome.taken > 0 && outcome.refused > 30, "\(name) \(outcome)")
        try good.write(to: path)
      }
    }
  }

  private func pair(_ folder: String) throws {
    let tokenizer = try BytePairTokenizer(
      vocabulary: "\(folder)/vocab.json", merges: "\(folder)/merges.txt")
    let text = Array("the skua".utf8)
    #expect(tokenizer.decode(tokenizer.encode(text)) == text)
  }
}
