/// What a service sends back.
public struct ServiceResponse: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// What the body is, such as `application/json`.
  public var contentType: String
  /// The body.
  public var body: [UInt8]

  /// A response.
  public init(status: Int = 200, contentType: String = "application/json", body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
