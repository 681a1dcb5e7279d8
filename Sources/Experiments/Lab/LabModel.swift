/// The models that a lab trains: a target and two smaller ones to compare it with.
public enum LabModel: String, Sendable, Codable, CaseIterable {
  /// 0.28 million parameters.
  case small = "S"
  /// 0.8 million parameters.
  case medium = "M"
  /// 3.8 million parameters: the target.
  case extraLarge = "XL"

  /// Blocks.
  public var layers: Int {
    switch self {
    case .small: 4
    case .medium: 6
    case .extraLarge: 8
    }
  }

  /// Width of the residual stream.
  public var width: Int {
    switch self {
    case .small: 64
    case .medium: 96
    case .extraLarge: 192
    }
  }

  /// Attention heads.
  public var heads: Int { self == .small ? 4 : 6 }
}
