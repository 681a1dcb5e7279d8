import PredictionServices

/// The keys that a server knows, compared in a time that doesn't depend on where they differ.
struct KeyRing: Sendable {
  private let keys: [[UInt8]]

  /// A ring of keys; an empty one lets everybody in.
  init(_ keys: [String]) { self.keys = keys.map { Array($0.utf8) } }

  /// The number of the key that a request shows, from 1; 0 where none is needed, `nil` if it is wrong.
  func number(of request: ServiceRequest, as authentication: ServiceAuthentication) -> Int? {
    guard !keys.isEmpty else { return 0 }
    guard let shown = Self.key(in: request, as: authentication) else { return nil }
    let bytes = Array(shown.utf8)
    var number: Int?
    // All keys are compared, whichever it is.
    for (index, key) in keys.enumerated() where Self.isSame(key, bytes) { number = index + 1 }
    return number
  }

  /// Whether two keys are the same; the time depends on the length of what was shown alone.
  static func isSame(_ key: [UInt8], _ shown: [UInt8]) -> Bool {
    var difference = UInt8(key.count == shown.count ? 0 : 1)
    for (index, byte) in shown.enumerated() {
      difference |= byte ^ (key.isEmpty ? 1 : key[index % key.count])
    }
    return difference == 0
  }

  private static func key(
    in request: ServiceRequest, as authentication: ServiceAuthentication
  ) -> String? {
    switch authentication {
    case .none, .bearer:
      guard let header = request.header("authorization"),
        header.prefix(7).lowercased() == "bearer "
      else { return nil }
      return String(header.dropFirst(7))
    case .parameter(let name): return request.parameter(name)
    case .header(let name): return request.header(name.lowercased())
    case .awsSignature:
      // The name of the access key stands in the header; the signature itself is not checked here,
      // where a rehearsal takes place.
      guard
        let credential = request.header("authorization")?.firstMatch(of: #/Credential=([^/,\s]+)/#)
      else { return nil }
      return String(credential.1)
    }
  }
}
