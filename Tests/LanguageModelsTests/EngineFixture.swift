// What the tests of the engine share: a small model with the numbers of Transformers, and random
// rows.

import CLinearAlgebra
import Foundation
import LinearAlgebra

@testable import LanguageModels

/// The model of Tests/Fixtures/gpt2_engine.py.
struct EngineFixture: Decodable {
  struct Text: Decodable {
    let tokens: [Token]
    let logProbabilities: [Float]
  }

  let vocabulary: Int, context: Int, layers: Int, width: Int, heads: Int
  let prompt: [Token], greedy: [Token]
  let texts: [Text]

  /// The expectations, read anew.
  static func load() throws -> EngineFixture {
    let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
    return try JSONDecoder().decode(EngineFixture.self, from: data)
  }

  /// After each token of the prompt, one row after the other.
  static func logits() throws -> [Float] { try floats("logits.bin") }

  var configuration: GPT2Configuration {
    GPT2Configuration(
      vocabulary: vocabulary, context: context, layers: layers, width: width, heads: heads)
  }

  func model(
    _ precision: Precision, _ set: skua_instruction_set = SKUA_AVX512
  ) throws -> GPT2Model {
    try GPT2Model(
      configuration: configuration, tensors: tensors(), precision: precision,
      kernels: Kernels(set))
  }

  func tensors() throws -> FlatTensors {
    FlatTensors(configuration: configuration, values: try Self.floats("weights.bin"))
  }

  private static let folder = Bundle.module.url(
    forResource: "Fixtures/gpt2-engine", withExtension: nil)!

  private static func floats(_ name: String) throws -> [Float] {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}

/// Tensors that follow each other in one array.
struct FlatTensors: TensorSource {
  let configuration: GPT2Configuration
  var values: [Float]

  func shape(of name: String) -> [Int]? {
    configuration.tensors.first { $0.name == name }?.shape
  }

  func values(of name: String) throws(LanguageModelError) -> [Float] {
    var start = 0
    for tensor in configuration.tensors {
      if tensor.name == name { return Array(values[start..<(start + tensor.count)]) }
      start += tensor.count
    }
    throw LanguageModelError(.format, "no tensor \(name)")
  }
}

/// Every instruction set; one that this processor lacks is the best one below it.
let instructionSets = [SKUA_PORTABLE, SKUA_AVX2, SKUA_AVX512]

/// Normal numbers that bfloat16 holds exactly, so that both precisions multiply the same ones.
func randomRows(_ count: Int, seed: UInt64, scale: Double = 1) -> [Float] {
  var generator = PhiloxGenerator(seed: seed)
  return (0..<count).map { _ in
    let bits = Float(scale * generator.normal()).bitPattern
    return Float(bitPattern: bits & 0xffff_0000)
  }
}

extension RowBuffer {
  /// Rows with these values, in a precision.
  init(_ values: [Float], columns: Int, _ precision: Precision) {
    let rows = values.count / columns
    self.init(rows: rows, columns: columns, bytes: precision.bytes)
    for row in 0..<rows {
      for column in 0..<columns { set(row, column, values[row * columns + column], precision) }
    }
  }

  func set(_ row: Int, _ column: Int, _ value: Float, _ precision: Precision) {
    if precision.isHalf {
      self[row].storeBytes(
        of: UInt16(truncatingIfNeeded: value.bitPattern >> 16), toByteOffset: 2 * column,
        as: UInt16.self)
    } else {
      self[row].storeBytes(of: value, toByteOffset: 4 * column, as: Float.self)
    }
  }

  func get(_ row: Int, _ column: Int, _ precision: Precision) -> Float {
    guard precision.isHalf else {
      return self[row].load(fromByteOffset: 4 * column, as: Float.self)
    }
    let bits = self[row].load(fromByteOffset: 2 * column, as: UInt16.self)
    return Float(bitPattern: UInt32(bits) << 16)
  }
}
