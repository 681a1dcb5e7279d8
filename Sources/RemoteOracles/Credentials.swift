public import Foundation
public import Oracles

/// What proves to a service who asks. It never shows itself: not in a log, a store or an error.
public enum Credentials: Sendable, CustomStringConvertible, CustomReflectable {
  /// Nothing.
  case none
  /// A key, sent as the service has it.
  case key(String)
  /// A program that prints a bearer token; it is run again when the service refuses the token.
  case command(String)
  /// An access key of Amazon's, with which requests are signed.
  case aws(AWSCredentials)

  /// Never the secret.
  public var description: String {
    switch self {
    case .none: "none"
    case .key: "a key"
    case .command: "a token command"
    case .aws: "an access key"
    }
  }

  /// Never the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// What must not be shown.
  var secrets: [String] {
    switch self {
    case .none, .command: []
    case .key(let key): [key]
    case .aws(let keys): [keys.accessKey, keys.secretKey] + (keys.sessionToken.map { [$0] } ?? [])
    }
  }

  /// A key from an environment variable.
  ///
  /// - Throws: `OracleError.Code.refused` if it is not set or empty.
  public static func key(
    environment name: String,
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(OracleError) -> Credentials {
    guard let key = environment[name], !key.isEmpty else {
      throw OracleError(.refused, "the environment variable \(name) holds no key: set it")
    }
    return try checked(key, from: name)
  }

  /// A key from the first line of a file.
  ///
  /// - Throws: `OracleError.Code.refused` if it can't be read or is empty.
  public static func key(file path: String) throws(OracleError) -> Credentials {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw OracleError(.refused, "\(path) can't be read: give a file that holds the key") }
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let key = line.trimmingCharacters(in: .whitespaces)
    guard !key.isEmpty else {
      throw OracleError(.refused, "\(path) holds no key in its first line")
    }
    return try checked(key, from: path)
  }

  /// A key with a control character would end a header early.
  private static func checked(_ key: String, from source: String) throws(OracleError) -> Credentials
  {
    guard key.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) else {
      throw OracleError(.refused, "the key in \(source) holds characters that no header takes")
    }
    return .key(key)
  }
}

/// Runs a token command and keeps what it printed.
actor TokenSource {
  private let command: String
  private var token: String?

  /// The token in use.
  var current: String? { token }

  init(_ command: String) { self.command = command }

  /// The token; a new one if the one in use was refused.
  ///
  /// - Throws: `OracleError.Code.refused` if the command fails or prints nothing.
  func token(replacing refused: String? = nil) throws(OracleError) -> String {
    if let token, token != refused { return token }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    let data: Data
    do {
      try process.run()
      data = try output.fileHandleForReading.readToEnd() ?? Data()
    } catch { throw OracleError(.refused, "the token command can't be run") }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw OracleError(
        .refused, "the token command ended with status \(process.terminationStatus)")
    }
    let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
    guard let line, line.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw OracleError(.refused, "the token command printed no token in its first line")
    }
    token = String(line)
    return String(line)
  }
}
