import Oracles
import Testing

@testable import RemoteOracles

@Suite struct ServiceAddressTests {
  @Test func anAddressIsTakenApart() throws {
    let address = try ServiceAddress("https://api.example.com:8443/base/")
    #expect(address.description == "https://api.example.com:8443/base")
    #expect(address.host == "api.example.com:8443")
    #expect(address.isRemote && address.isEncrypted)
  }

  @Test(arguments: [
    "http://127.0.0.1:1", "http://localhost", "http://[::1]:80", "HTTP://127.1.2.3",
  ])
  func loopbackIsNotRemote(text: String) throws {
    #expect(try !ServiceAddress(text).isRemote)
  }

  @Test(arguments: [
    "http://127.0.0.1.example.com", "http://localhost.example.com", "http://10.0.0.1",
  ])
  func whatLooksLikeLoopbackIsRemote(text: String) throws {
    #expect(try ServiceAddress(text).isRemote)
  }

  @Test(arguments: [
    "", "target.json", "ftp://a", "http://", "http://u:p@h", "http://h/?key=1", "http://h:65536",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: OracleError.self) { try ServiceAddress(text) }
  }

  @Test func aFilesNameIsNoAddress() {
    #expect(ServiceAddress.claims("http://x") && ServiceAddress.claims("HTTPS://x"))
    #expect(!ServiceAddress.claims("http.json") && !ServiceAddress.claims("./http://x"))
  }
}
