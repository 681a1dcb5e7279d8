import Foundation
public import Oracles

/// The address of a service: an `http` or `https` URL without credentials, parameters or fragment.
public struct ServiceAddress: Sendable, Hashable, CustomStringConvertible {
  /// The URL as text, without a slash at its end.
  public let description: String
  /// The name or number of the machine, with the port if one is given.
  public let host: String
  /// What stands before the service's own paths; empty, or with a slash at its beginning alone.
  public let path: String
  /// Whether traffic leaves this machine.
  public let isRemote: Bool
  /// Whether the traffic is encrypted.
  public let isEncrypted: Bool

  /// Reads an address.
  ///
  /// - Throws: `OracleError.Code.refused` with what is wrong about it.
  public init(_ text: String) throws(OracleError) {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme)
    else {
      throw OracleError(
        .refused,
        "'\(Self.harmless(text))' is no address of a service: give one such as http://127.0.0.1:8080"
      )
    }
    guard (1...65_535).contains(parts.port ?? 80) else {
      throw OracleError(.refused, "the address has the port \(parts.port ?? 0); ports end at 65535")
    }
    guard parts.user == nil, parts.password == nil else {
      throw OracleError(
        .refused, "an address holds no password: give the key in a file or the environment")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw OracleError(
        .refused, "'\(Self.harmless(text))' has parameters: give the address without them")
    }
    var address = text
    while address.hasSuffix("/") { address.removeLast() }
    description = address
    path = parts.percentEncodedPath.hasSuffix("/") ? "" : parts.percentEncodedPath
    let usual = scheme == "https" ? 443 : 80
    self.host = parts.port.flatMap { $0 == usual ? nil : "\(host):\($0)" } ?? host
    isRemote = !Self.isLoopback(host)
    isEncrypted = scheme == "https"
  }

  /// Whether a text is meant as an address, not as the name of a file.
  public static func claims(_ text: String) -> Bool {
    text.range(of: "^https?://", options: [.regularExpression, .caseInsensitive]) != nil
  }

  /// What of a text surely holds no key.
  private static func harmless(_ text: String) -> String {
    text.contains("@") ? "…" : String(text.prefix { $0 != "?" && $0 != "#" })
  }

  private static func isLoopback(_ host: String) -> Bool {
    let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    return name == "localhost" || name == "::1"
      || name.wholeMatch(of: #/127(\.\d{1,3}){3}/#) != nil
  }
}
