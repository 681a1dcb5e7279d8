// The header of a safetensors file: eight bytes of length, little-endian, then JSON that gives each
// tensor's type, shape and place in the data after it. Everything is checked before a byte of data
// is read: a file from elsewhere must not make us read or allocate where it likes.

import Foundation

/// What a safetensors file holds, by name.
struct SafetensorsHeader: Sendable {
  /// Types of numbers that can be read as `Float`.
  enum NumberType: String, Sendable {
    case float32 = "F32"
    case float16 = "F16"
    case bfloat16 = "BF16"

    /// Bytes of one number.
    var size: Int { self == .float32 ? 4 : 2 }
  }

  /// One tensor.
  struct Entry: Sendable {
    /// As the file names it; others than `NumberType` can't be read.
    let type: String
    let shape: [Int]
    /// Where its bytes lie, from the start of the file.
    let range: Range<Int>
  }

  /// The longest header that the format's own reader takes.
  static let longest = 100_000_000
  /// Bytes of one number of each type of the format.
  private static let sizes = [
    "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1,
    "U16": 2, "U32": 4, "U64": 8, "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
  ]

  /// The tensors by name.
  let entries: [String: Entry]

  /// Reads and checks a header.
  ///
  /// - Parameters:
  ///   - start: The first bytes of the file, the whole header at least.
  ///   - fileSize: The size of the file.
  ///   - name: What errors call the file.
  init(
    _ start: UnsafeRawBufferPointer, fileSize: Int, name: String
  ) throws(LanguageModelError) {
    func refuse(_ what: String) -> LanguageModelError {
      LanguageModelError(.format, "\(name): \(what)")
    }
    guard start.count >= 8, fileSize >= 8 else {
      throw refuse("\(fileSize) bytes are no safetensors file")
    }
    let length = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(min(Self.longest, fileSize - 8, start.count - 8)) else {
      throw refuse("a header of \(length) bytes in a file of \(fileSize); is it cut short?")
    }
    let dataStart = 8 + Int(length)
    let json = Data(start[8..<dataStart])
    guard Self.depth(json) <= 8, let object = try? JSONSerialization.jsonObject(with: json),
      let root = object as? [String: Any]
    else { throw refuse("the header is no JSON object") }
    guard Self.keys(json) == root.count else { throw refuse("two tensors of one name") }
    var entries: [String: Entry] = [:]
    for (tensor, value) in root where tensor != "__metadata__" {
      entries[tensor] = try Self.entry(value, tensor, dataStart: dataStart, fileSize, name)
    }
    self.entries = entries
    var end = dataStart
    for (tensor, entry) in entries.sorted(by: {
      ($0.value.range.lowerBound, $0.value.range.upperBound, $0.key)
        < ($1.value.range.lowerBound, $1.value.range.upperBound, $1.key)
    }) {
      guard entry.range.lowerBound == end else {
        throw refuse(
          "tensor '\(tensor)' begins at byte \(entry.range.lowerBound - dataStart) of the data, "
            + "where \(end - dataStart) is expected: tensors overlap or leave a gap")
      }
      end = entry.range.upperBound
    }
    guard end == fileSize else {
      throw refuse("\(fileSize - dataStart) bytes of data, \(end - dataStart) in the header")
    }
  }

  private static func entry(
    _ value: Any, _ tensor: String, dataStart: Int, _ fileSize: Int, _ name: String
  ) throws(LanguageModelError) -> Entry {
    func refuse(_ what: String) -> LanguageModelError {
      LanguageModelError(.format, "\(name), tensor '\(tensor)': \(what)")
    }
    guard !tensor.isEmpty, tensor.unicodeScalars.allSatisfy({ $0.value >= 32 }) else {
      throw refuse("the name is empty or holds control characters")
    }
    guard let fields = value as? [String: Any], let type = fields["dtype"] as? String,
      let shape = integers(fields["shape"]), let offsets = integers(fields["data_offsets"])
    else { throw refuse("'dtype', 'shape' and 'data_offsets' must be a name and whole numbers") }
    guard let size = sizes[type] else { throw refuse("dtype '\(type)' is unknown") }
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
      offsets[1] <= fileSize - dataStart
    else { throw refuse("offsets \(offsets) in \(fileSize - dataStart) bytes of data") }
    var bytes = size
    for extent in shape {
      let product = bytes.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !product.overflow else { throw refuse("shape \(shape)") }
      bytes = product.partialValue
    }
    guard bytes == offsets[1] - offsets[0] else {
      throw refuse(
        "shape \(shape) takes \(bytes) bytes, the offsets give \(offsets[1] - offsets[0])")
    }
    return Entry(
      type: type, shape: shape, range: (dataStart + offsets[0])..<(dataStart + offsets[1]))
  }

  private static func integers(_ value: Any?) -> [Int]? {
    guard let list = value as? [Any], list.count <= 32 else { return nil }
    let numbers = list.compactMap { ($0 as? NSNumber).flatMap { Int(exactly: $0.doubleValue) } }
    return numbers.count == list.count ? numbers : nil
  }

  /// How deep brackets are nested, so that the parser's recursion has an end.
  private static func depth(_ json: Data) -> Int {
    var (depth, deepest) = (0, 0)
    scan(json) { byte, _ in
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  /// How many keys the outermost object has; Foundation's parser hides repeated ones.
  private static func keys(_ json: Data) -> Int {
    var (depth, keys) = (0, 0)
    scan(json) { byte, _ in
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: ":"), depth == 1 { keys += 1 }
    }
    return keys
  }

  /// Visits the bytes outside strings.
  private static func scan(_ json: Data, _ visit: (UInt8, Int) -> Void) {
    var (inString, escaped) = (false, false)
    for (i, byte) in json.enumerated() {
      if escaped {
        escaped = false
      } else if inString {
        if byte == UInt8(ascii: "\\") { escaped = true }
        if byte == UInt8(ascii: "\"") { inString = false }
      } else if byte == UInt8(ascii: "\"") {
        inString = true
      } else {
        visit(byte, i)
      }
    }
  }
}
