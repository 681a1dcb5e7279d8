/// How a client proves who it is.
public enum ServiceAuthentication: Sendable, Hashable {
  /// Not at all.
  case none
  /// `Authorization: Bearer KEY`.
  case bearer
  /// A parameter of the address.
  case parameter(String)
  /// A header of its own.
  case header(String)
  /// A signature of the request (AWS Signature Version 4) for a service of this name.
  case awsSignature(service: String)
}
