/// What of one sample stands in the training text.
public struct Verification: Sendable {
  /// A stretch of the sample that stands in the training text.
  public struct Match: Sendable {
    /// The bytes that agree, in the view.
    public let text: [UInt8]
    /// Where they stand in the sample, as that is in the view.
    public let range: Range<Int>
    /// In which reading of the text they agree.
    public let view: CorpusView
    /// How often they stand there, and in how many documents: the level k of k-eidetic memorisation.
    public let count: CorpusCount
    /// Where they stand first.
    public let place: CorpusPosition
    /// Whether anybody could have written them.
    public let isTrivial: Bool
  }

  /// Matches of the least length or more, in the order of the sample.
  public let matches: [Match]
  /// Numbers of the planted strings that stand in the sample as a whole.
  public let planted: [Int]
  /// Numbers of the control strings that stand in the sample, though the model can't have learned them.
  public let controls: [Int]

  /// Whether the sample repeats training text that is not trivial, or a planted string.
  public var isMemorized: Bool { !planted.isEmpty || matches.contains { !$0.isTrivial } }
  /// Whether it repeats trivial training text and nothing else.
  public var isTrivial: Bool { !isMemorized && !matches.isEmpty }

  /// Bytes of the sample that lie in matches which are not trivial, each byte once.
  public var matchedBytes: Int {
    CorpusView.allCases.map { view in
      var (bytes, end) = (0, 0)
      for match in matches where match.view == view && !match.isTrivial {
        bytes += max(0, match.range.upperBound - max(end, match.range.lowerBound))
        end = max(end, match.range.upperBound)
      }
      return bytes
    }.max() ?? 0
  }
}
