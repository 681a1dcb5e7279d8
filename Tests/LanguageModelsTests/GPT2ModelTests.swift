import CLinearAlgebra
import Foundation
import Testing

@testable import LanguageModels

@Suite struct GPT2ModelTests {
  let fixture: EngineFixture

  init() throws { fixture = try EngineFixture.load() }

  @Test(arguments: instructionSets, Precision.allCases)
  func logitsAreThoseOfTransformers(_ set: skua_instruction_set, _ precision: Precision) throws {
    let batch = DecodingBatch(try fixture.model(precision, set), capacity: 2)
    let expected = try EngineFixture.logits()
    let peak = expected.map(abs).max() ?? 0
    var worst: Float = 0
    for (row, token) in fixture.prompt.enumerated() {
      let logits = batch.read([.init(slot: 1, tokens: [token])], .all)[0].logits
      for (column, logit) in logits.enumerated() {
        worst = max(worst, abs(logit - expected[row * fixture.vocabulary + column]))
      }
    }
    // The error that the issue allows, relative to the largest logit.
    #expect(worst / peak < (precision.isHalf ? 1e-2 : 1e-5))
  }

  @Test(arguments: instructionSets)
  func greedyContinuationsAreThoseOfTransformers(_ set: skua_instruction_set) async throws {
    let model = try fixture.model(.float32, set)
    let plan = SamplingPlan(
      prompts: [fixture.prompt], samples: 0..<3, length: 200, isGreedy: true, batch: 2)
    var count = 0
    for try await sample in model.sample(plan) {
      #expect(sample.tokens == fixture.greedy)
      count += 1
    }
    #expect(count == 3)
  }

  @Test(arguments: Precision.allCases)
  func aPromptReadAtOnceInPiecesOrByTokensGivesTheSameLogits(_ precision: Precision) throws {
    let text = fixture.texts.last!.tokens
    let batch = DecodingBatch(try fixture.model(precision), capacity: 3)
    let whole = batch.read([.init(slot: 0, tokens: text)], .all)[0]
    _ = batch.read(
      [.init(slot: 2, tokens: [1, 2, 3]), .init(slot: 1, tokens: Array(text[..<77]))], .none)
    let pieces = batch.read([.init(slot: 1, tokens: Array(text[77...]))], .all)[0]
    #expect(pieces.logits == whole.logits)
    #expect(pieces.logNormalizer == whole.logNormalizer)
    batch.reset(2)
    var last: [Candidates] = []
    for token in text { last = batch.read([.init(slot: 2, tokens: [token])], .all) }
    #expect(last[0].logits == whole.logits)
  }

  @Test func aCopiedSlotGoesOnLikeItsSourceAndNeitherDisturbsTheOther() throws {
    let text = fixture.texts.last!.tokens
    let batch = DecodingBatch(try fixture.model(.bfloat16), capacity: 3)
    _ = batch.read([.init(slot: 0, tokens: Array(text[..<100]))], .none)
    batch.copy(slot: 0, to: 1)
    #expect(batch.length(of: 1) == 100)
    _ = batch.read([.init(slot: 1, tokens: [5, 6, 7])], .none)
    let source = batch.read([.init(slot: 0, tokens: Array(text[100...]))], .largest(9))[0]
    let alone = batch.read([.init(slot: 2, tokens: text)], .largest(9))[0]
    #expect(source.tokens == alone.tokens && source.logits == alone.logits)
  }

  @Test func manyLongPromptsAreReadInSeveralPasses() throws {
    let text = fixture.texts.last!.tokens
    let batch = DecodingBatch(try fixture.model(.float32), capacity: 4)
    let pieces = (0..<4).map { DecodingBatch.Piece(slot: $0, tokens: Array(text[$0...])) }
    let together = batch.read(pieces, .largest(3))
    let alone = DecodingBatch(try fixture.model(.float32), capacity: 1)
    for piece in pieces {
      alone.reset(0)
      let single = alone.read([.init(slot: 0, tokens: piece.tokens)], .largest(3))[0]
      #expect(together[piece.slot].logits == single.logits)
    }
  }

  @Test func aMissingTensorIsNamed() {
    struct Nothing: TensorSource {
      func shape(of name: String) -> [Int]? { nil }
      func values(of name: String) throws(LanguageModelError) -> [Float] { [] }
    }
    let error = #expect(throws: LanguageModelError.self) {
      try GPT2Model(configuration: fixture.configuration, tensors: Nothing())
    }
    #expect(error?.message.contains("wte.weight") == true && error?.code == .format)
  }

  @Test func aTensorOfAnotherShapeIsNamedWithBothShapes() throws {
    var configuration = fixture.configuration
    configuration.context = 255
    let tensors = try fixture.tensors()
    let error = #expect(throws: LanguageModelError.self) {
      try GPT2Model(configuration: configuration, tensors: tensors)
    }
    #expect(error?.message.contains("[256, 36]") == true)
    #expect(error?.message.contains("[255, 36]") == true)
  }

  @Test func headsThatDoNotDivideTheWidthAreRefused() throws {
    var configuration = fixture.configuration
    configuration.heads = 5
    let tensors = try fixture.tensors()
    #expect(throws: LanguageModelError.self) {
      try GPT2Model(configuration: configuration, tensors: tensors)
    }
  }
}
