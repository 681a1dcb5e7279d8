/// A part of a sequence that the model reads at once, and which of its tokens it scores there.
struct ScoreWindow {
  /// The sequence's number.
  let sequence: Int
  /// Tokens to read, not more than the context.
  let inputs: [Token]
  /// The token after each input.
  let targets: [Token]
  /// Inputs whose targets are scored; those before are context only.
  let scored: Range<Int>
  /// Where the first scored target stands in the sequence.
  let offset: Int

  /// The windows of a sequence: it moves by `stride` tokens, and each token is scored once, with as
  /// much before it as the first window that reaches it holds.
  static func windows(
    of tokens: [Token], sequence: Int, context: Int, options: ScoreOptions, endOfText: Token
  ) -> [ScoreWindow] {
    let text = options.startsWithEndOfText ? [endOfText] + tokens : tokens
    let rows = text.count - 1
    var windows: [ScoreWindow] = []
    var begin = 0, done = 0
    while done < rows {
      let end = min(begin + context, rows)
      windows.append(
        ScoreWindow(
          sequence: sequence, inputs: Array(text[begin..<end]),
          targets: Array(text[(begin + 1)...end]), scored: (done - begin)..<(end - begin),
          offset: options.startsWithEndOfText ? done : done + 1))
      done = end
      begin += options.stride ?? context
    }
    return windows
  }
}
