/// How a service writes numbers.
public enum ServicePrecision: Sendable, Hashable {
  /// So that 64 bits read back.
  case float64
  /// Rounded to 32 bits, with as many digits as tell those apart.
  case float32
  /// Rounded to a number of decimals.
  case decimals(Int)
}

extension ServicePrecision: Codable {
  /// Reads `float64`, `float32`, or a number of decimals.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      guard (0...300).contains(count) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "no number has \(count) decimals")
      }
      self = .decimals(count)
      return
    }
    switch try container.decode(String.self) {
    case "float64": self = .float64
    case "float32": self = .float32
    case let other:
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(other)' is no precision: float64, float32 or a number of decimals")
    }
  }

  /// Writes `float64`, `float32`, or a number of decimals.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .float64: try container.encode("float64")
    case .float32: try container.encode("float32")
    case .decimals(let count): try container.encode(count)
    }
  }
}
