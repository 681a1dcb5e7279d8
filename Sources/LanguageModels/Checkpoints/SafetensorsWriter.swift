import Foundation

/// Writes tensors as a safetensors file that Transformers opens.
enum SafetensorsWriter {
  /// Writes float32 tensors, one after the other.
  ///
  /// - Throws: `LanguageModelError` if a tensor can't be had or the file can't be written; what
  ///   stood there before stays.
  static func write(
    _ tensors: [GPT2Configuration.Tensor], from source: some TensorSource, to path: String
  ) throws(LanguageModelError) {
    var offset = 0
    var entries: [String: Any] = ["__metadata__": ["format": "pt"]]
    for tensor in tensors {
      let end = offset + 4 * tensor.count
      entries[tensor.name] = [
        "dtype": "F32", "shape": tensor.shape, "data_offsets": [offset, end],
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
        try handle.write(contentsOf: values.withUnsafeBytes { Data($0) })
      }
    }
  }
}
