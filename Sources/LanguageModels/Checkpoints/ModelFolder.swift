import Foundation

/// A GPT-2 in a Hugging Face folder: config.json and safetensors, in one file or several.
///
/// Opening it checks that the configuration and the tensors agree, so that nothing is allocated on
/// the word of config.json alone.
public struct ModelFolder: TensorSource, Sendable {
  /// The shape of the model.
  public let configuration: GPT2Configuration
  private let path: String
  /// Which file holds a tensor and under which name, by the names of `GPT2Configuration.tensors`.
  private let places: [String: (file: Safetensors, name: String)]

  /// Opens a folder.
  ///
  /// - Throws: `LanguageModelError` that names the file, the tensor and the value that is wrong.
  public init(_ path: String) throws(LanguageModelError) {
    self.path = path
    let configurationPath = "\(path)/config.json"
    guard let data = FileManager.default.contents(atPath: configurationPath) else {
      throw LanguageModelError(
        .file, "\(configurationPath): there is no such file; is \(path) a model's folder?")
    }
    configuration = try GPT2Configuration(json: data, name: configurationPath)
    var places: [String: (file: Safetensors, name: String)] = [:]
    for file in try Self.files(path) {
      for name in file.names {
        let short = name.hasPrefix("transformer.") ? String(name.dropFirst(12)) : name
        guard places.updateValue((file, name), forKey: short) == nil else {
          throw LanguageModelError(.format, "\(path): tensor '\(short)' stands there twice")
        }
      }
    }
    self.places = places
    try checkTensors()
  }

  public func shape(of name: String) -> [Int]? {
    places[name].flatMap { $0.file.shape(of: $0.name) }
  }

  public func values(of name: String) throws(LanguageModelError) -> [Float] {
    guard let place = places[name] else {
      throw LanguageModelError(.format, "\(path): there is no tensor '\(name)'")
    }
    return try place.file.values(of: place.name)
  }

  /// Checks that every id of a tokenizer has an embedding.
  ///
  /// - Throws: `LanguageModelError` with both sizes if not.
  public func validate(tokenizerSize: Int) throws(LanguageModelError) {
    guard tokenizerSize <= configuration.vocabulary else {
      throw LanguageModelError(
        .format,
        "\(path): the tokenizer has \(tokenizerSize) tokens, the model \(configuration.vocabulary)")
    }
  }

  /// Writes a folder that this type and Transformers open; each file is replaced as a whole.
  ///
  /// In bfloat16 it takes half the room, and weights keep eight significant bits.
  /// - Throws: `LanguageModelError` if a file can't be written.
  public static func write(
    _ configuration: GPT2Configuration, _ source: some TensorSource, to folder: String,
    precision: Precision = .float32
  ) throws(LanguageModelError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw LanguageModelError(.file, "\(folder): can't be made a folder", underlying: error)
    }
    try SafetensorsWriter.write(
      configuration.tensors, from: source, to: "\(folder)/model.safetensors", precision: precision)
    try WholeFile.write(configuration.json(), to: "\(folder)/config.json")
  }

  /// The safetensors files: the one, or those that the index names.
  private static func files(_ folder: String) throws(LanguageModelError) -> [Safetensors] {
    let (one, index) = ("\(folder)/model.safetensors", "\(folder)/model.safetensors.index.json")
    if FileManager.default.fileExists(atPath: one) { return [try Safetensors(one)] }
    guard let data = FileManager.default.contents(atPath: index) else {
      let old = FileManager.default.fileExists(atPath: "\(folder)/pytorch_model.bin")
      throw LanguageModelError(
        .file,
        "\(folder): no model.safetensors"
          + (old ? "; convert pytorch_model.bin by save_pretrained(safe_serialization=True)" : ""))
    }
    guard let object = try? JSONSerialization.jsonObject(with: data),
      let map = (object as? [String: Any])?["weight_map"] as? [String: String]
    else { throw LanguageModelError(.format, "\(index): no object 'weight_map' of file names") }
    var files: [Safetensors] = []
    for name in Set(map.values).sorted() {
      guard !name.contains("/"), name != "..", name.hasSuffix(".safetensors") else {
        throw LanguageModelError(
          .format, "\(index): '\(name)' is no safetensors file of this folder")
      }
      files.append(try Safetensors("\(folder)/\(name)"))
    }
    return files
  }

  private func checkTensors() throws(LanguageModelError) {
    for tensor in configuration.tensors {
      guard let shape = shape(of: tensor.name) else {
        throw LanguageModelError(
          .format, "\(path): tensor '\(tensor.name)' is missing, which config.json asks for")
      }
      guard shape == tensor.shape else {
        throw LanguageModelError(
          .format,
          "\(path): tensor '\(tensor.name)' has shape \(shape), config.json asks for \(tensor.shape)"
        )
      }
    }
    let further = "h.\(configuration.layers)."
    if let name = places.keys.sorted().first(where: { $0.hasPrefix(further) }) {
      throw LanguageModelError(
        .format, "\(path): tensor '\(name)', but config.json has \(configuration.layers) layers")
    }
    guard shape(of: "lm_head.weight") != nil else { return }
    guard try values(of: "lm_head.weight") == values(of: "wte.weight") else {
      throw LanguageModelError(
        .format, "\(path): lm_head.weight differs from wte.weight; untied models can't be computed")
    }
  }
}
