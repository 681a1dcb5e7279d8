// AWS Signature Version 4: a request is signed with a key that is derived from the secret, the day,
// the region and the service.
//
//   canonical request = method \n path \n parameters \n headers \n\n names of headers \n hash of body
//   string to sign    = "AWS4-HMAC-SHA256" \n time \n scope \n hash of the canonical request
//   signature         = HMAC(key, string to sign),
//   key               = HMAC(HMAC(HMAC(HMAC("AWS4" + secret, day), region), service), "aws4_request")

import Crypto
import Foundation

/// Signs requests of one service.
struct AWSSignature {
  let credentials: AWSCredentials
  let service: String

  /// A request as it is signed.
  struct Message {
    /// `GET` or `POST`.
    let method: String
    /// The path as it stands in the request line, without parameters.
    let path: String
    /// The parameters, not percent-encoded.
    let parameters: [(name: String, value: String)]
    /// The headers to sign, names in any case; `host` among them.
    let headers: [(name: String, value: String)]
    /// The body.
    let body: [UInt8]
  }

  /// The headers that a signed request has beside its own: the time, a session's token, and
  /// `authorization`.
  func headers(for message: Message, at date: Date) -> [(name: String, value: String)] {
    let time = Self.text(date)
    var added = [(name: "x-amz-date", value: time)]
    if let token = credentials.sessionToken { added.append(("x-amz-security-token", token)) }
    let signed = Message(
      method: message.method, path: message.path, parameters: message.parameters,
      headers: message.headers + added, body: message.body)
    return added + [("authorization", authorization(for: signed, at: time))]
  }

  /// The header's value for a message that has its time already, as `yyyyMMdd'T'HHmmss'Z'`.
  func authorization(for message: Message, at time: String) -> String {
    let scope = "\(time.prefix(8))/\(credentials.region)/\(service)/aws4_request"
    let text = [
      "AWS4-HMAC-SHA256", time, scope, Self.hex(SHA256.hash(data: Data(canonical(message).utf8))),
    ].joined(separator: "\n")
    let signature = Self.hex(Self.sign(text, with: key(day: String(time.prefix(8)))))
    return "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), "
      + "SignedHeaders=\(Self.headerNames(message)), Signature=\(signature)"
  }

  /// The canonical request.
  func canonical(_ message: Message) -> String {
    let parameters = message.parameters.map { (Self.encoded($0.name), Self.encoded($0.value)) }
      .sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    let headers = Self.sorted(message).map { "\($0.name):\($0.value)\n" }.joined()
    // Each part of the path is encoded once more than in the request line.
    let path = message.path.split(separator: "/", omittingEmptySubsequences: false)
      .map { Self.encoded(String($0)) }.joined(separator: "/")
    return [
      message.method, path.isEmpty ? "/" : path, parameters, headers, Self.headerNames(message),
      Self.hex(SHA256.hash(data: Data(message.body))),
    ].joined(separator: "\n")
  }

  private func key(day: String) -> SymmetricKey {
    let start = SymmetricKey(data: Data("AWS4\(credentials.secretKey)".utf8))
    return [day, credentials.region, service, "aws4_request"].reduce(start) {
      SymmetricKey(data: Data(Self.sign($1, with: $0)))
    }
  }

  private static func sign(_ text: String, with key: SymmetricKey) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
  }

  private static func sorted(_ message: Message) -> [(name: String, value: String)] {
    message.headers.map { header in
      let words = header.value.split(whereSeparator: { $0 == " " || $0 == "\t" })
      return (header.name.lowercased(), words.joined(separator: " "))
    }.sorted { $0.name < $1.name }
  }

  private static func headerNames(_ message: Message) -> String {
    sorted(message).map(\.name).joined(separator: ";")
  }

  private static func encoded(_ text: String) -> String {
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count < 2 ? "0" + digits : digits
    }.joined()
  }

  private static func text(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
    return formatter.string(from: date)
  }
}
