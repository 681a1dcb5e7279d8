// Documents packed into one stream, the end-of-text token after each.

import LinearAlgebra

/// Tokens to train on and tokens held out, and the batches that a seed and a step name.
public struct TrainingCorpus: Sendable {
  /// The token after each document.
  public let endOfText: Token
  /// The documents to train on, each followed by the end-of-text token.
  public let training: [Token]
  /// Where each document to train on lies in `training`, the end-of-text token after it included.
  public let documents: [Range<Int>]
  /// The documents held out, packed the same way.
  public let heldOut: [Token]

  /// Packs documents, of which `heldOut` are chosen by `seed` and not trained on.
  ///
  /// - Throws: `LanguageModelError` if more documents are held out than there are.
  public init(
    documents: [[Token]], endOfText: Token, heldOut count: Int = 0, seed: UInt64 = 0
  ) throws(LanguageModelError) {
    guard count >= 0, count <= documents.count else {
      throw LanguageModelError(
        .option, "\(count) documents can't be held out of \(documents.count); hold out fewer")
    }
    var generator = PhiloxGenerator(seed: seed, stream: 1 << 63)
    let chosen = Set(generator.permutation(documents.count).prefix(count))
    var (training, heldOut): ([[Token]], [[Token]]) = ([], [])
    for (i, document) in documents.enumerated() {
      if chosen.contains(i) { heldOut.append(document) } else { training.append(document) }
    }
    self.init(training: training, heldOut: heldOut, endOfText: endOfText)
  }

  /// Packs documents to train on and documents held out, which are given.
  public init(training: [[Token]], heldOut: [[Token]], endOfText: Token) {
    self.endOfText = endOfText
    self.training = training.flatMap { $0 + [endOfText] }
    self.heldOut = heldOut.flatMap { $0 + [endOfText] }
    var (documents, start): ([Range<Int>], Int) = ([], 0)
    for document in training {
      documents.append(start..<(start + document.count + 1))
      start += document.count + 1
    }
    self.documents = documents
  }

  /// `count` windows of `positions` + 1 tokens at random places: a function of seed and step alone.
  ///
  /// - Throws: `LanguageModelError` if the training tokens don't fill one window.
  public func batch(
    seed: UInt64, step: Int, count: Int, positions: Int
  ) throws(LanguageModelError) -> [[Token]] {
    guard training.count > positions else {
      throw LanguageModelError(
        .input,
        "the corpus has \(training.count) tokens to train on, a context of \(positions) needs "
          + "\(positions + 1); add text or shorten the context")
    }
    var generator = PhiloxGenerator(seed: seed, stream: UInt64(step))
    return (0..<count).map { _ in
      let start = generator.integer(below: training.count - positions)
      return Array(training[start...(start + positions)])
    }
  }
}
