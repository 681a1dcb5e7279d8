/// An access key of Amazon's.
public struct AWSCredentials: Sendable {
  let accessKey: String
  let secretKey: String
  let sessionToken: String?
  let region: String

  /// An access key for a region.
  public init(accessKey: String, secretKey: String, sessionToken: String? = nil, region: String) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
    self.region = region
  }
}
