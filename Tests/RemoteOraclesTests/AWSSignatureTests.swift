import Foundation
import Testing

@testable import RemoteOracles

/// The published examples of Signature Version 4: those of its test suite, and the one of its guide.
@Suite struct AWSSignatureTests {
  private func signature(_ service: String) -> AWSSignature {
    AWSSignature(
      credentials: AWSCredentials(
        accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        region: "us-east-1"), service: service)
  }

  private func signed(
    _ method: String, parameters: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)] = [], host: String = "example.amazonaws.com",
    service: String = "service", body: String = ""
  ) -> String {
    let message = AWSSignature.Message(
      method: method, path: "/", parameters: parameters,
      headers: [("Host", host), ("X-Amz-Date", "20150830T123600Z")] + headers,
      body: Array(body.utf8))
    return String(
      signature(service).authorization(for: message, at: "20150830T123600Z")
        .split(separator: "Signature=").last ?? "")
  }

  @Test func theSuitesRequestsAreSignedAsPublished() {
    #expect(
      signed("GET") == "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
    #expect(
      signed("POST") == "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")
    #expect(
      signed("GET", parameters: [("Param2", "value2"), ("Param1", "value1")])
        == "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")
  }

  @Test func theGuidesRequestIsSignedAsPublished() {
    #expect(
      signed(
        "GET", parameters: [("Action", "ListUsers"), ("Version", "2010-05-08")],
        headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
        host: "iam.amazonaws.com", service: "iam")
        == "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
  }

  @Test func aSessionsTokenIsSignedAsWell() {
    let credentials = AWSCredentials(
      accessKey: "AKIDEXAMPLE", secretKey: "secret", sessionToken: "token", region: "eu-west-1")
    let message = AWSSignature.Message(
      method: "POST", path: "/endpoints/a b/invocations", parameters: [],
      headers: [("host", "localhost")], body: [1])
    let headers = AWSSignature(credentials: credentials, service: "sagemaker")
      .headers(for: message, at: Date(timeIntervalSince1970: 1_440_938_160))
    #expect(headers.map(\.name) == ["x-amz-date", "x-amz-security-token", "authorization"])
    #expect(headers[0].value == "20150830T123600Z")
    #expect(headers[2].value.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,"))
    #expect(!headers[2].value.contains("secret"))
  }
}
