import Memorization
import Reports

/// What `skua corpus dedup` prints.
public struct DeduplicationSummary: Sendable, Encodable {
  /// The file that was written.
  public let out: String
  /// Documents before.
  public let documentsIn: Int
  /// Documents after.
  public let documentsOut: Int
  /// Bytes of text before.
  public let bytesIn: Int
  /// Bytes of text after.
  public let bytesOut: Int
  /// Stretches cut out.
  public let cuts: Int
  /// Bytes that this removed, with those of documents that are blank.
  public let exactBytes: Int
  /// Documents dropped because they are blank.
  public let blankDocuments: Int
  /// Times that something was cut out.
  public let passes: Int
  /// Clusters of documents that are nearly the same.
  public let nearClusters: Int
  /// Documents dropped because they nearly repeat an earlier one.
  public let nearDocuments: Int
  /// Their bytes.
  public let nearBytes: Int
  /// Stretches that still stand twice in the file, 0 if all went well; `null` if none was to be cut.
  @Nullable public var remainingRepeats: Int?
  /// Documents in which U+FFFD stands for what was no UTF-8.
  public let repaired: Int
  /// Seconds for everything, from the first byte read to the last verified.
  public let seconds: Double
  /// Million bytes of text before in a second.
  public let megabytesPerSecond: Double

  /// A summary of what was removed.
  init(_ out: String, _ report: DeduplicationReport, repeats: Int?, seconds: Double) {
    self.out = out
    documentsIn = report.documentsIn
    documentsOut = report.documentsOut
    bytesIn = report.bytesIn
    bytesOut = report.bytesOut
    cuts = report.cuts
    exactBytes = report.exactBytes
    blankDocuments = report.blankDocuments
    passes = report.passes
    nearClusters = report.nearClusters
    nearDocuments = report.nearDocuments
    nearBytes = report.nearBytes
    remainingRepeats = repeats
    repaired = report.repaired
    self.seconds = seconds
    megabytesPerSecond = Double(bytesIn) / 1e6 / max(seconds, 1e-9)
  }

  private var verified: String {
    remainingRepeats.map { "verified: \(NumberFormat.count($0)) stretches still repeat" }
      ?? "not verified: stretches were not to be cut"
  }

  /// The summary for people.
  public var text: String {
    let speed = NumberFormat.decimal(megabytesPerSecond, places: 1)
    return """
      corpus: \(NumberFormat.count(documentsIn)) documents, \(NumberFormat.bytes(bytesIn))
      left: \(NumberFormat.count(documentsOut)) documents, \(NumberFormat.bytes(bytesOut)) in \(out)
      nearly the same: \(NumberFormat.count(nearDocuments)) documents dropped, \
      \(NumberFormat.bytes(nearBytes)), in \(NumberFormat.count(nearClusters)) clusters
      repeated: \(NumberFormat.count(cuts)) stretches cut out in \(NumberFormat.count(passes)) passes, \
      \(NumberFormat.bytes(exactBytes)) with \(NumberFormat.count(blankDocuments)) blank documents
      \(verified)
      time: \(NumberFormat.seconds(seconds)), \(speed) MB/s
      """
  }
}
