import PredictionServices
import Testing

@testable import Server

@Suite struct KeyRingTests {
  private func request(_ headers: [(String, String)], _ parameters: [(String, String)] = [])
    -> ServiceRequest
  {
    ServiceRequest(
      "POST", "/", parameters: parameters.map { .init($0.0, $0.1) },
      headers: headers.map { .init($0.0, $0.1) })
  }

  @Test func eachKeyHasItsNumber() {
    let ring = KeyRing(["first", "second"])
    #expect(ring.number(of: request([("authorization", "Bearer second")]), as: .bearer) == 2)
    #expect(ring.number(of: request([("authorization", "bearer first")]), as: .bearer) == 1)
    #expect(ring.number(of: request([], [("api_key", "first")]), as: .parameter("api_key")) == 1)
    #expect(ring.number(of: request([("x-key", "second")]), as: .header("X-Key")) == 2)
    let signed = "AWS4-HMAC-SHA256 Credential=first/20150830/us-east-1/sagemaker/aws4_request, X"
    #expect(
      ring.number(of: request([("authorization", signed)]), as: .awsSignature(service: "s")) == 1)
  }

  @Test(arguments: ["", "firs", "firstx", "firstfirst", "First", "second "])
  func whatIsNearlyAKeyIsNone(shown: String) {
    let ring = KeyRing(["first"])
    #expect(ring.number(of: request([("authorization", "Bearer \(shown)")]), as: .bearer) == nil)
  }

  @Test func withoutKeysEverybodyMayAsk() {
    #expect(KeyRing([]).number(of: request([]), as: .bearer) == 0)
    #expect(KeyRing(["k"]).number(of: request([]), as: .bearer) == nil)
  }
}
