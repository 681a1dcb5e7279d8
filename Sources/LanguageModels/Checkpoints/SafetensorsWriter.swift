import Foundation

/// Writes tensors as a safetensors file that Transformers opens.
enum SafetensorsWriter {
  /// Writes tensors, one after the other, in float32 or rounded to bfloat16.
  ///
  /// - Throws: `LanguageModelError` if a tensor can't be had or the file can't be written; what
  ///   stood there before stays.
  static func write(
    _ tensors: [GPT2Configuration.Tensor], from source: some TensorSource, to path: String,
    precision: Precision = .float32
  ) throws(LanguageModelError) {
    var offset = 0
    var entries: [String: Any] = ["__metadata__": ["format": "pt"]]
    for tensor in tensors {
      let end = offset + (precision == .float32 ? 4 : 2) * tensor.count
      entries[tensor.name] = [
        "dtype": precision == .float32 ? "F32" : "BF16", "shape": tensor.shape,
        "data_offsets": [offset, end],
      ]
      offset = end
    }
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    guard var header = try? JSONSerialization.data(withJSONObject: entries, options: options) else {
      throw LanguageModelError(.file, "\(path): the header can't be encoded")
    }
    header.append(
      contentsOf: Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8))
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    let head = length + header
    try WholeFile.write(to: path) { handle in
      try handle.write(contentsOf: head)
      for tensor in tensors {
        let values = try source.values(of: tensor.name)
        precondition(
          values.count == tensor.count, "\(values.count) numbers for shape \(tensor.shape)")
        switch precision {
        case .float32: try handle.write(contentsOf: values.withUnsafeBytes { Data($0) })
        case .bfloat16:
          let halves = values.map { $0.bfloat16Pattern.littleEndian }
          try handle.write(contentsOf: halves.withUnsafeBytes { Data($0) })
        }
      }
    }
  }
}

extension Float {
  /// The nearest bfloat16, ties to even; a finite number stays finite.
  var bfloat16Pattern: UInt16 {
    let rounded = (bitPattern &+ 0x7FFF &+ (bitPattern >> 16 & 1)) >> 16
    return isFinite && rounded & 0x7F80 == 0x7F80
      ? UInt16(truncatingIfNeeded: bitPattern >> 16) : UInt16(truncatingIfNeeded: rounded)
  }
}
