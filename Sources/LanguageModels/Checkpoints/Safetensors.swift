import Foundation
import LinearAlgebra

/// The tensors of one safetensors file, read from the mapped file when asked for.
public struct Safetensors: TensorSource, Sendable {
  private let file: MappedFile
  private let header: SafetensorsHeader

  /// Opens a file and checks its header.
  ///
  /// - Throws: `LanguageModelError` that names the file, the tensor and the value that is wrong.
  public init(_ path: String) throws(LanguageModelError) {
    file = try MappedFile(path)
    header = try SafetensorsHeader(file.bytes, fileSize: file.bytes.count, name: path)
  }

  /// The names of all tensors, sorted.
  public var names: [String] { header.entries.keys.sorted() }

  public func shape(of name: String) -> [Int]? { header.entries[name]?.shape }

  /// How the numbers of a tensor are stored, such as `F32`.
  public func type(of name: String) -> String? { header.entries[name]?.type }

  public func values(of name: String) throws(LanguageModelError) -> [Float] {
    guard let entry = header.entries[name] else {
      throw LanguageModelError(.format, "\(file.path): there is no tensor '\(name)'")
    }
    guard let type = SafetensorsHeader.NumberType(rawValue: entry.type) else {
      throw LanguageModelError(
        .format,
        "\(file.path), tensor '\(name)': numbers of type \(entry.type); F32, F16 and BF16 can be read"
      )
    }
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
    let values = Self.floats(bytes, type)
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw LanguageModelError(
        .format, "\(file.path), tensor '\(name)': number \(place) is \(values[place])")
    }
    return values
  }

  private static func floats(
    _ bytes: UnsafeRawBufferPointer, _ type: SafetensorsHeader.NumberType
  ) -> [Float] {
    let count = bytes.count / type.size
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let target = buffer
      nonisolated(unsafe) let source = bytes
      parallelFor(count, grain: 1 << 18) { _, range in
        for i in range {
          switch type {
          case .float32:
            target[i] = Float(
              bitPattern: UInt32(
                littleEndian: source.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)))
          case .bfloat16:
            let half = UInt16(
              littleEndian: source.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self))
            target[i] = Float(bitPattern: UInt32(half) << 16)
          case .float16:
            let half = UInt16(
              littleEndian: source.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self))
            target[i] = Float(halfPattern: half)
          }
        }
      }
      initialized = count
    }
  }
}

extension Float {
  /// The number that sixteen bits hold as IEEE half precision.
  init(halfPattern half: UInt16) {
    let sign = UInt32(half & 0x8000) << 16
    let exponent = UInt32(half >> 10) & 0x1F
    let fraction = UInt32(half & 0x3FF)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      self = sign == 0 ? magnitude : -magnitude
    case 31: self = Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: self = Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
