/// A request to a service, without the address of the machine and without credentials.
public struct ServiceRequest: Sendable, Hashable {
  /// `GET` or `POST`.
  public var method: String
  /// The path, percent-encoded, beginning with a slash.
  public var path: String
  /// The parameters of the address, in order, not yet percent-encoded.
  public var parameters: [Field]
  /// The headers beside those that every request has, names in lower case.
  public var headers: [Field]
  /// The body; empty for `GET`.
  public var body: [UInt8]

  /// A name and a value.
  public struct Field: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: String

    /// A field of a name and a value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A request.
  public init(
    _ method: String, _ path: String, parameters: [Field] = [], headers: [Field] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.parameters = parameters
    self.headers = headers
    self.body = body
  }

  /// The first header of a name in lower case.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The first parameter of a name.
  public func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }
}
