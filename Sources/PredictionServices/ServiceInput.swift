import Estimators

/// What a service calls one input of a model, as the model's description tells it.
public struct ServiceInput: Sendable, Hashable, Codable {
  /// The name of a tensor, or the id of a field.
  public var name: String
  /// The type in the service's own words, such as `FP32`; `nil` where it has none.
  public var datatype: String?
  /// How many features it holds.
  public var width: Int

  /// An input of a name, for one feature unless it is a row of them.
  public init(_ name: String, datatype: String? = nil, width: Int = 1) {
    self.name = name
    self.datatype = datatype
    self.width = width
  }
}

extension ServiceInput {
  /// The range of a number where a description tells none: that of the encoded cube.
  static let unknownRange = Feature.Kind.numeric(minimum: -1, maximum: 1)

  /// More columns than any input has.
  private static let widest = 1 << 20

  /// The features that the input holds: `name` alone, or `name[0]`, `name[1]` and so on.
  ///
  /// The categories of a feature of texts are unknown.
  var features: [Feature] {
    let isText = datatype == "BYTES" || datatype == "DT_STRING"
    let kind: Feature.Kind = isText ? .categorical([]) : Self.unknownRange
    guard width > 1 else { return [Feature(name: name, kind: kind)] }
    return (0..<width).map { Feature(name: "\(name)[\($0)]", kind: kind) }
  }

  /// The number of elements in a row of a shape; `nil` if it isn't fixed.
  ///
  /// The first size is the number of rows, -1 where that is free.
  static func width(ofShape sizes: [Double?], _ name: String) throws(ServiceError) -> Int? {
    var width = 1
    for size in sizes.dropFirst() {
      guard let size, let size = Int(exactly: size), size <= widest else {
        throw .answer("the shape of \(name.quoted) makes no sense")
      }
      guard size > 0 else { return nil }
      width *= size
      guard width <= widest else { throw .answer("\(name.quoted) is too wide") }
    }
    return width
  }
}
