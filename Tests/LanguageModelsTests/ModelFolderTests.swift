import Foundation
import LinearAlgebra
import Testing

@testable import LanguageModels

@Suite struct ModelFolderTests {
  private let configuration = GPT2Configuration(
    vocabulary: 7, context: 5, layers: 1, width: 4, heads: 2)

  private var tensors: FlatTensors {
    let count = configuration.tensors.reduce(0) { $0 + $1.count }
    return FlatTensors(configuration: configuration, values: randomRows(count, seed: 9))
  }

  /// A folder with a model, changed in some way.
  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    try inTemporaryFolder { folder in
      try ModelFolder.write(configuration, tensors, to: folder)
      return try body(folder)
    }
  }

  private func expectRefusal(
    of folder: String, saying words: String..., location: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try ModelFolder(folder)
      Issue.record("the folder was opened", sourceLocation: location)
    } catch {
      for word in words {
        #expect(error.message.contains(word), "\(error.message)", sourceLocation: location)
      }
    }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    try withFolder { folder in
      let read = try ModelFolder(folder)
      #expect(read.configuration == configuration)
      for tensor in configuration.tensors {
        #expect(read.shape(of: tensor.name) == tensor.shape)
        #expect(try read.values(of: tensor.name) == tensors.values(of: tensor.name))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }
  }

  @Test func severalFilesAndNamesWithAPrefixAreRead() throws {
    try inTemporaryFolder { folder in
      try ModelFolder.write(configuration, tensors, to: folder)
      try FileManager.default.removeItem(atPath: "\(folder)/model.safetensors")
      let all = configuration.tensors
      var map: [String: String] = [:]
      for (number, part) in [all.prefix(3), all.dropFirst(3)].enumerated() {
        let name = "model-0000\(number + 1)-of-00002.safetensors"
        var file = SafetensorsBytes()
        for tensor in part {
          file.add("transformer.\(tensor.name)", tensor.shape, try tensors.values(of: tensor.name))
          map["transformer.\(tensor.name)"] = name
        }
        try file.data.write(to: URL(filePath: "\(folder)/\(name)"))
      }
      let index = "\(folder)/model.safetensors.index.json"
      try JSONSerialization.data(withJSONObject: ["weight_map": map])
        .write(to: URL(filePath: index))
      let read = try ModelFolder(folder)
      for tensor in all {
        #expect(try read.values(of: tensor.name) == tensors.values(of: tensor.name))
      }
      for name in ["../model.safetensors", "absent.safetensors", "model.bin"] {
        try JSONSerialization.data(withJSONObject: ["weight_map": ["wte.weight": name]])
          .write(to: URL(filePath: index))
        expectRefusal(of: folder, saying: name)
      }
    }
  }

  @Test func aFolderWithoutItsFilesSaysWhichOneIsMissing() throws {
    expectRefusal(of: "/nowhere", saying: "/nowhere/config.json")
    try withFolder { folder in
      try FileManager.default.moveItem(
        atPath: "\(folder)/model.safetensors", toPath: "\(folder)/pytorch_model.bin")
      expectRefusal(of: folder, saying: "no model.safetensors", "pytorch_model.bin")
    }
  }

  @Test func aConfigurationThatDisagreesWithTheTensorsIsRefused() throws {
    for (key, value, words) in [
      ("n_layer", 2 as Any, ["'h.1.ln_1.weight' is missing"]), ("n_embd", 8, ["[7, 4]", "[7, 8]"]),
      ("vocab_size", 8, ["wte.weight", "[8, 4]"]), ("n_positions", 9, ["wpe.weight"]),
      ("n_head", 3, ["n_head 3"]), ("n_embd", -4, ["n_embd is -4"]), ("n_embd", 1e30, ["n_embd"]),
      ("n_layer", 0.5, ["n_layer is 0.5"]), ("model_type", "llama", ["'llama'"]),
      ("activation_function", "relu", ["'relu'"]), ("n_positions", "5", ["n_positions"]),
      ("scale_attn_by_inverse_layer_idx", true, ["scale_attn_by_inverse_layer_idx"]),
      ("eos_token_id", 7, ["eos_token_id"]), ("layer_norm_epsilon", 0, ["layer_norm_epsilon"]),
    ] {
      try withFolder { folder in
        let path = URL(filePath: "\(folder)/config.json")
        var fields = try #require(
          try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
        fields[key] = value
        try JSONSerialization.data(withJSONObject: fields).write(to: path)
        expectRefusal(of: folder, saying: words[0], words[words.count - 1])
      }
    }
  }

  @Test func aConfigurationThatIsNoJSONIsRefused() throws {
    try withFolder { folder in
      for text in [
        "", "{", "[]", "{\"model_type\": \"gpt2\"}", String(repeating: "[", count: 9999),
      ] {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/config.json"))
        expectRefusal(of: folder, saying: "config.json")
      }
    }
  }

  @Test func moreTensorsThanLayersAndUntiedHeadsAreRefused() throws {
    for (name, shape, words) in [
      ("h.1.ln_1.weight", [4], "1 layers"), ("lm_head.weight", [7, 4], "lm_head.weight differs"),
    ] {
      try withFolder { folder in
        var file = SafetensorsBytes()
        for tensor in configuration.tensors {
          file.add(tensor.name, tensor.shape, try tensors.values(of: tensor.name))
        }
        let count = shape.reduce(1, *)
        file.add(name, shape, Array(repeating: 1, count: count))
        try file.data.write(to: URL(filePath: "\(folder)/model.safetensors"))
        expectRefusal(of: folder, saying: words)
      }
    }
  }

  @Test func weightsThatAreNoNumbersAreNamed() throws {
    for bad in [Float.nan, .infinity] {
      try inTemporaryFolder { folder in
        var broken = tensors
        broken.values[7 * 4 + 3] = bad
        try ModelFolder.write(configuration, broken, to: folder)
        let read = try ModelFolder(folder)
        let error = #expect(throws: LanguageModelError.self) {
          try GPT2Model(configuration: configuration, tensors: read)
        }
        #expect(error?.message.contains("wpe.weight") == true)
        #expect(error?.message.contains("number 3 is \(bad)") == true)
      }
    }
  }

  @Test func aTokenizerWithMoreIdsThanEmbeddingsIsRefused() throws {
    try withFolder { folder in
      let read = try ModelFolder(folder)
      try read.validate(tokenizerSize: 7)
      let error = #expect(throws: LanguageModelError.self) { try read.validate(tokenizerSize: 8) }
      #expect(error?.message.contains("8 tokens") == true)
    }
  }
}

/// A safetensors file, put together by hand.
struct SafetensorsBytes {
  var entries: [String: [String: Any]] = [:]
  var body = Data()

  mutating func add(_ name: String, _ shape: [Int], _ values: [Float]) {
    add(name, "F32", shape, values.withUnsafeBytes { Data($0) })
  }

  mutating func add(_ name: String, _ type: String, _ shape: [Int], _ bytes: Data) {
    let offsets = [body.count, body.count + bytes.count]
    entries[name] = ["dtype": type, "shape": shape, "data_offsets": offsets]
    body += bytes
  }

  var data: Data {
    get throws {
      Self.file(header: try JSONSerialization.data(withJSONObject: entries), body: body)
    }
  }

  static func file(header: Data, length: UInt64? = nil, body: Data) -> Data {
    let length = length ?? UInt64(header.count)
    return withUnsafeBytes(of: length.littleEndian) { Data($0) } + header + body
  }
}
