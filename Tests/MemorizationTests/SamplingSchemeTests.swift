import LanguageModels
import Testing

@testable import Memorization

@Suite struct SamplingSchemeTests {
  private let settings = SamplingScheme.Settings()

  @Test func theSchemesAreThoseOfThePaper() throws {
    let top = try SamplingScheme.topN.plan(0..<10, settings, seed: 1)
    #expect(top.length == 256 && top.prompts == [[]] && !top.stopsAtEndOfText)
    #expect((top.processors.first as? TopN)?.count == 40 && top.processors.count == 1)

    let decay = try SamplingScheme.temperature.plan(0..<10, settings, seed: 1)
    let temperature = try #require(decay.processors.first as? Temperature)
    #expect(decay.processors.count == 1)
    #expect(temperature.value(at: 0) == 10 && temperature.value(at: 19) == 1)

    let internet = try SamplingScheme.internet.plan(0..<2, settings, prefixes: [[1], [2]], seed: 1)
    #expect(internet.prompts == [[1], [2]])
    #expect((internet.processors.first as? TopN)?.count == 40)
  }

  @Test func eachSchemeDrawsFromAStreamOfItsOwn() {
    let streams = SamplingScheme.allCases.flatMap { scheme in
      (0..<10).map { scheme.stream(of: $0) }
    }
    #expect(Set(streams).count == streams.count)
  }

  @Test func settingsOutOfRangeAreRefused() {
    var settings = settings
    settings.topN = 0
    #expect(throws: LanguageModelError.self) {
      try SamplingScheme.topN.plan(0..<1, settings, seed: 1)
    }
    settings.temperature = -1
    #expect(throws: LanguageModelError.self) {
      try SamplingScheme.temperature.plan(0..<1, settings, seed: 1)
    }
  }
}
