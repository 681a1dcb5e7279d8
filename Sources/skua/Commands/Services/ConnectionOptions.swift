import ArgumentParser
import Foundation
import Oracles
import RemoteOracles

/// How a client speaks to a service. No option holds a key.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The environment variable that holds the key.", valueName: "name"))
  var keyEnv: String?
  @Option(help: ArgumentHelp("A file whose first line is the key.", valueName: "file"))
  var keyFile: String?
  @Option(help: ArgumentHelp("A command that prints a bearer token.", valueName: "command"))
  var tokenCommand: String?
  @Option(
    help: ArgumentHelp(
      "Sign requests for this AWS region, with the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
      valueName: "region"))
  var awsRegion: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Requests at a time.", valueName: "n"))
  var concurrency = 8
  @Option(parsing: .unconditional, help: ArgumentHelp("Requests per second.", valueName: "n"))
  var requestsPerSecond: Double?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds until an answer must have come.", valueName: "s"))
  var timeout = 30.0
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Attempts for a request that fails.", valueName: "n"))
  var attempts = 8

  func validate() throws {
    try Self.check("--concurrency", concurrency, in: 1...1000)
    try Self.check("--attempts", attempts, in: 1...100)
    for (option, value) in [
      ("--timeout", timeout as Double?), ("--requests-per-second", requestsPerSecond),
    ] {
      if let value, !(1e-6...1e6).contains(value) {
        throw ValidationError("\(option) lies from 1e-6 to 1e6, not at \(value)")
      }
    }
    let sources = [keyEnv, keyFile, tokenCommand, awsRegion].compactMap(\.self)
    guard sources.count <= 1 else {
      throw ValidationError(
        "give one of --key-env, --key-file, --token-command and --aws-region")
    }
  }

  /// The settings for an address.
  func settings(_ address: ServiceAddress, seed: UInt64) throws -> ConnectionSettings {
    var settings = ConnectionSettings(address)
    settings.credentials = try credentials()
    settings.concurrency = concurrency
    settings.requestsPerSecond = requestsPerSecond
    settings.timeout = timeout
    settings.retries.attempts = attempts
    settings.seed = seed
    return settings
  }

  private func credentials() throws -> Credentials {
    if let keyEnv { return try Credentials.key(environment: keyEnv) }
    if let keyFile { return try Credentials.key(file: keyFile) }
    if let tokenCommand { return .command(tokenCommand) }
    guard let awsRegion else { return .none }
    let environment = ProcessInfo.processInfo.environment
    guard let access = environment["AWS_ACCESS_KEY_ID"], !access.isEmpty,
      let secret = environment["AWS_SECRET_ACCESS_KEY"], !secret.isEmpty
    else {
      throw OracleError(
        .refused, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which sign the requests")
    }
    return .aws(
      AWSCredentials(
        accessKey: access, secretKey: secret,
        sessionToken: environment["AWS_SESSION_TOKEN"].flatMap { $0.isEmpty ? nil : $0 },
        region: awsRegion))
  }
}
