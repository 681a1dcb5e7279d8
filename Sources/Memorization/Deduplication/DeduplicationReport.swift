/// What a de-duplication removed.
public struct DeduplicationReport: Sendable, Equatable {
  /// Documents before.
  public internal(set) var documentsIn = 0
  /// Documents after.
  public internal(set) var documentsOut = 0
  /// Bytes of text before, as UTF-8.
  public internal(set) var bytesIn = 0
  /// Bytes of text after.
  public internal(set) var bytesOut = 0
  /// Documents dropped because they nearly repeat an earlier one.
  public internal(set) var nearDocuments = 0
  /// Clusters of two or more documents that are nearly the same.
  public internal(set) var nearClusters = 0
  /// Bytes of the documents dropped for that.
  public internal(set) var nearBytes = 0
  /// Stretches cut out.
  public internal(set) var cuts = 0
  /// Documents dropped because they are blank, most of them after cuts.
  public internal(set) var blankDocuments = 0
  /// Bytes that cuts removed, less what took their place, and those of blank documents.
  public internal(set) var exactBytes = 0
  /// Times that the text was searched for repeats and some were cut out.
  public internal(set) var passes = 0
  /// Whether no repeat is left; false if the passes allowed were too few.
  public internal(set) var isComplete = true
  /// Documents in which U+FFFD stands for what was no UTF-8.
  public internal(set) var repaired = 0

  /// A report of a corpus without text.
  public init() {}
}
