import LinearAlgebra

extension TrainingCorpus {
  /// The documents of one private step, one window of each: a function of seed and step alone.
  ///
  /// Every document is in with probability `rate`, by a coin of its own, so that there may be none. A
  /// window is `positions` + 1 tokens at a random place of the document between two end-of-text
  /// tokens, or all of that if it is shorter; it holds no token of another document.
  /// - Complexity: Linear in the number of documents.
  public func draw(seed: UInt64, step: Int, rate: Double, positions: Int) -> [[Token]] {
    var generator = PhiloxGenerator(seed: seed, stream: 1 << 61 | UInt64(step))
    var windows: [[Token]] = []
    for document in documents where generator.uniform() < rate {
      windows.append(window(of: document, positions, using: &generator))
    }
    return windows
  }

  private func window(
    of document: Range<Int>, _ positions: Int, using generator: inout some RandomNumberGenerator
  ) -> [Token] {
    let spare = document.count - positions
    let start = spare > 0 ? generator.integer(below: spare + 1) : 0
    let end = min(start + positions, document.count)
    // Place 0 is the end-of-text token before the document, place 1 the document's first token.
    let text = training[(document.lowerBound + max(0, start - 1))..<(document.lowerBound + end)]
    return start == 0 ? [endOfText] + text : Array(text)
  }
}
