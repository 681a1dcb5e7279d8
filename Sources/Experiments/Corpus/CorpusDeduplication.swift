import LinearAlgebra
public import Memorization

/// Removes from text on disk what it holds more than once, and writes the rest as JSON lines.
///
/// The other keys of a JSON line stay as they were. The file appears when it is complete; then it is
/// read again, and what still repeats in it is counted.
public struct CorpusDeduplication: Sendable {
  private let source: CorpusSource
  private let deduplication: Deduplication

  /// A de-duplication of files and folders.
  public init(_ source: CorpusSource, _ deduplication: Deduplication = Deduplication()) {
    self.source = source
    self.deduplication = deduplication
  }

  /// Reads, removes, writes and verifies.
  ///
  /// - Parameters:
  ///   - path: The file to write, whose name ends in `.jsonl`; a device such as `/dev/stdout` can't be
  ///     read again, and there the texts are verified in memory.
  ///   - report: Called with what happened while the text was read.
  /// - Throws: `MemorizationError` if something can't be read, there is no text, an option is out of its
  ///   range or the file is among those read; `RunsError` if it can't be written.
  public func run(
    writing path: String, report: (CorpusReading) -> Void = { _ in }
  ) throws -> DeduplicationSummary {
    let start = ContinuousClock.now
    let output = try CorpusOutput(path, for: source)
    var removed = DeduplicationReport(), texts: [[UInt8]] = []
    try output.write { add in
      let (records, reading) = try source.records()
      report(reading)
      let result = try deduplication.run(texts: records.map(\.text))
      for (number, text) in result.texts.enumerated() {
        if number % 1000 == 0 { WorkProgress.report("writing", number, of: result.texts.count) }
        try add(output.line(text, in: records[result.origins[number]].frame))
      }
      (removed, texts) = (result.report, result.texts)
    }
    let repeats =
      deduplication.minimumMatch == nil ? nil : try repeats(in: output, texts)
    return DeduplicationSummary(
      path, removed, repeats: repeats, seconds: start.duration(to: .now).seconds)
  }

  /// What repeats in the file that was written, which must hold the texts.
  private func repeats(in output: CorpusOutput, _ texts: [[UInt8]]) throws -> Int {
    guard !output.isSpecial else { return try deduplication.repeats(in: texts) }
    var written: [[UInt8]] = []
    try CorpusSource([output.path], field: source.field).forEach { _, text in written.append(text) }
    guard written == texts else {
      throw MemorizationError(.file, "\(output.path) doesn't hold what was written to it")
    }
    return try deduplication.repeats(in: written)
  }
}
