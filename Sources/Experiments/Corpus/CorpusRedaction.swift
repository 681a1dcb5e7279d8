import LinearAlgebra
public import Memorization

/// Masks personal data in text on disk and writes the rest as JSON lines.
///
/// A line out holds the text and nothing else: other keys may name the same person, and are not looked
/// into. The file appears when it is complete. A few megabytes of text are in memory at a time.
public struct CorpusRedaction: Sendable {
  private let source: CorpusSource
  private let categories: [Category]

  /// Bytes of text that are masked at a time.
  private static let batch = 4 << 20

  /// A redaction of files and folders.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - categories: What to mask, as `Redactor` takes it.
  public init(
    _ source: CorpusSource, masking categories: Set<Category> = Set(Redactor.categories)
  ) {
    self.source = source
    self.categories = Redactor(masking: categories).categories
  }

  /// Reads, masks and writes.
  ///
  /// - Parameters:
  ///   - path: The file to write, whose name ends in `.jsonl`, or a device such as `/dev/stdout`.
  ///   - report: Called with what happened while the text was read.
  /// - Throws: `MemorizationError` if something can't be read, there is no text or the file is among
  ///   those read; `RunsError` if it can't be written.
  public func run(
    writing path: String, report: (CorpusReading) -> Void = { _ in }
  ) throws -> RedactionSummary {
    let start = ContinuousClock.now
    let redactor = Redactor(masking: Set(categories))
    var summary = RedactionSummary(path, categories)
    let output = try CorpusOutput(path, for: source)
    try output.write { add in
      var texts: [[UInt8]] = [], bytes = 0
      func flush() throws {
        for (text, redaction) in zip(texts, redactor.redactions(of: texts)) {
          try add(output.line(redaction.text))
          summary.add(text, redaction)
        }
        texts.removeAll(keepingCapacity: true)
        bytes = 0
      }
      let reading = try source.forEachRecord { record in
        texts.append(record.text)
        bytes += record.text.count
        if bytes >= Self.batch { try flush() }
      }
      guard reading.documents > 0 else { throw source.noText(reading) }
      try flush()
      report(reading)
    }
    summary.seconds = start.duration(to: .now).seconds
    return summary
  }
}
