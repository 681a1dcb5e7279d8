/// The shape of a GPT-2 (Radford et al. 2019): learned positions, pre-norm blocks, GELU with tanh,
/// the output layer tied to the token embedding.
public struct GPT2Configuration: Sendable, Hashable {
  /// Entries of the vocabulary, V.
  public var vocabulary: Int
  /// Positions that the model can tell apart: tokens it reads at once at most.
  public var context: Int
  /// Blocks of attention and feed-forward.
  public var layers: Int
  /// Width of the residual stream, d.
  public var width: Int
  /// Attention heads; they divide `width`.
  public var heads: Int
  /// Width inside the feed-forward part, 4 d as a rule.
  public var innerWidth: Int
  /// What layer normalisation adds to the variance.
  public var normEpsilon: Float
  /// The token that begins and separates texts.
  public var endOfText: Token

  /// A shape; `innerWidth` is four times `width` and `endOfText` the last token unless given.
  public init(
    vocabulary: Int, context: Int, layers: Int, width: Int, heads: Int, innerWidth: Int? = nil,
    normEpsilon: Float = 1e-5, endOfText: Token? = nil
  ) {
    self.vocabulary = vocabulary
    self.context = context
    self.layers = layers
    self.width = width
    self.heads = heads
    self.innerWidth = innerWidth ?? 4 * width
    self.normEpsilon = normEpsilon
    self.endOfText = endOfText ?? Token(vocabulary - 1)
  }

  /// Width of one attention head.
  public var headWidth: Int { width / heads }

  /// Numbers that training sets; the tied output layer counts once.
  public var parameterCount: Int {
    let attention = width * 3 * width + 3 * width + width * width + width
    let feedForward = 2 * width * innerWidth + innerWidth + width
    return (vocabulary + context) * width + layers * (attention + feedForward + 4 * width)
      + 2 * width
  }
}
