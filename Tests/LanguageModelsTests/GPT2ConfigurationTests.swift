import LanguageModels
import Testing

@Suite struct GPT2ConfigurationTests {
  @Test func theSmallestPublishedModelHas124439808Parameters() {
    let configuration = GPT2Configuration(
      vocabulary: 50257, context: 1024, layers: 12, width: 768, heads: 12)
    #expect(configuration.parameterCount == 124_439_808)
    #expect(configuration.tensors.reduce(0) { $0 + $1.count } == 124_439_808)
  }
}
