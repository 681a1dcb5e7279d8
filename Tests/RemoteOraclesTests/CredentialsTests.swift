import Foundation
import Oracles
import PredictionServices
import Testing

@testable import RemoteOracles

@Suite struct CredentialsTests {
  @Test func aKeyNeverShowsItself() throws {
    let secret = "s3cr3t-key"
    let credentials = try Credentials.key(environment: "KEY", ["KEY": secret])
    #expect(!"\(credentials)".contains(secret) && !String(reflecting: credentials).contains(secret))
    var text = ""
    dump(credentials, to: &text)
    #expect(!text.contains(secret))
  }

  @Test func aKeyThatIsMissingOrWouldBreakAHeaderIsRefusedWithoutBeingShown() {
    #expect(throws: OracleError.self) { try Credentials.key(environment: "KEY", [:]) }
    #expect(throws: OracleError.self) { try Credentials.key(file: "/nonexistent/key") }
    let error = #expect(throws: OracleError.self) {
      try Credentials.key(environment: "KEY", ["KEY": "abc\r\nX-Admin: 1"])
    }
    #expect(error?.message.contains("X-Admin") == false)
  }

  @Test func aTokenCommandIsRunOnceAndAgainWhenItsTokenIsRefused() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    let source = TokenSource("echo x >> '\(file.path)'; wc -l < '\(file.path)' | tr -d ' '")
    #expect(try await source.token() == "1")
    #expect(try await source.token() == "1")
    #expect(try await source.token(replacing: "1") == "2")
    await #expect(throws: OracleError.self) { try await TokenSource("exit 3").token() }
    await #expect(throws: OracleError.self) { try await TokenSource("true").token() }
  }

  @Test func aKeyCrossesNoNetworkInTheClear() throws {
    var settings = ConnectionSettings(try ServiceAddress("http://10.1.2.3"))
    settings.credentials = .key("k")
    #expect(throws: OracleError.self) {
      try ServiceConnection(settings, authentication: .bearer)
    }
  }
}
