// All numbers of a GPT-2 in one flat buffer, in the order of `GPT2Configuration.tensors`.

import Foundation
import LinearAlgebra

/// The weights of a GPT-2 that is being trained.
public struct GPT2Parameters: Sendable {
  /// The shape of the model.
  public let configuration: GPT2Configuration
  /// Every tensor one after the other, row-major.
  public internal(set) var values: [Float]
  /// Where each tensor lies in `values`, by name.
  let ranges: [String: Range<Int>]

  /// Zeros of a shape.
  init(zeros configuration: GPT2Configuration) {
    var ranges: [String: Range<Int>] = [:]
    var start = 0
    for tensor in configuration.tensors {
      ranges[tensor.name] = start..<(start + tensor.count)
      start += tensor.count
    }
    self.configuration = configuration
    self.ranges = ranges
    values = Array(repeating: 0, count: start)
  }

  /// GPT-2's initialisation: matrices normal with deviation 0.02, those that write into the
  /// residual stream divided by the root of twice the layers; biases 0, norm weights 1.
  ///
  /// Radford et al. 2019, section 2.3.
  public init(
    _ configuration: GPT2Configuration, using generator: inout some RandomNumberGenerator
  ) {
    self.init(zeros: configuration)
    let residual = 0.02 / Double(2 * configuration.layers).squareRoot()
    for tensor in configuration.tensors {
      let deviation = tensor.name.hasSuffix("c_proj.weight") ? residual : 0.02
      for i in range(of: tensor.name) {
        if tensor.shape.count == 2 {
          values[i] = Float(deviation * generator.normal())
        } else if tensor.name.hasSuffix("weight") {
          values[i] = 1
        }
      }
    }
  }

  /// Calls `body` with each tensor, its range and a pointer to its numbers.
  mutating func update(
    _ body: (GPT2Configuration.Tensor, Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    var start = 0
    let tensors = configuration.tensors
    values.withUnsafeMutableBufferPointer { values in
      for tensor in tensors {
        body(tensor, start..<(start + tensor.count), values.baseAddress! + start)
        start += tensor.count
      }
    }
  }

  func range(of name: String) -> Range<Int> {
    guard let range = ranges[name] else { preconditionFailure("no tensor \(name) in this model") }
    return range
  }
}

extension GPT2Parameters: TensorSource {
  public func shape(of name: String) -> [Int]? {
    configuration.tensors.first { $0.name == name }?.shape
  }

  public func values(of name: String) throws(LanguageModelError) -> [Float] {
    guard let range = ranges[name] else {
      throw LanguageModelError(.format, "the trained model has no tensor \(name)")
    }
    let tensor = Array(values[range])
    guard tensor.allSatisfy(\.isFinite) else {
      throw LanguageModelError(
        .format, "\(name) holds a number that is not finite; train with a lower learning rate")
    }
    return tensor
  }
}
