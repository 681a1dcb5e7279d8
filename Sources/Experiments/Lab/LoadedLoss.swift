import Foundation
import LanguageModels
import Memorization

/// The loss of a trained model on documents, measured as in training.
struct LoadedLoss {
  private let tokenizer: BytePairTokenizer
  private let trainer: GPT2Trainer
  private let state: TrainingState

  /// The model that a training has left.
  init(_ training: LanguageModelTraining) throws {
    tokenizer = try BytePairTokenizer(folder: training.out)
    let configuration = try ModelFolder(training.out).configuration
    state = try TrainingState(
      "\(training.out)/training.checkpoint", plan: training.plan, configuration)
    let dummy = [[Token]](repeating: [configuration.endOfText], count: training.plan.positions + 1)
    trainer = try GPT2Trainer(
      training.plan, configuration,
      TrainingCorpus(training: dummy, heldOut: [], endOfText: configuration.endOfText))
  }

  /// Mean loss in nats per token on the first 200 windows of the documents; `nan` if they fill
  /// none.
  func loss(_ documents: [LabDocument]) throws -> Double {
    let tokens = TrainingCorpusTokens.encode(documents.map { Array($0.text.utf8) }, tokenizer)
    let corpus = TrainingCorpus(
      training: [], heldOut: tokens, endOfText: trainer.configuration.endOfText)
    return trainer.loss(state, on: corpus.heldOut, windows: 200) ?? .nan
  }
}
