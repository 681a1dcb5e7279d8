import Estimators
import Testing

@Suite struct EncoderTests {
  @Test func anEmptySchemaHasNoDimensions() {
    #expect(Encoder(Schema(features: [], target: "t", classes: ["a", "b"])).dimensions == 0)
  }
}
