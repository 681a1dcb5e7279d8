// Lee et al. 2021, "Deduplicating training data makes language models better": NearDup, then
// ExactSubstr. They remove every copy of a repeated stretch of 50 tokens; here the first stays unless
// all are to go, a stretch is counted in bytes, and the text is searched again until nothing
// repeats, since a cut joins what may then stand twice.

import LinearAlgebra

/// Removes from a corpus what it holds more than once.
///
/// First documents that nearly repeat an earlier one are dropped, then stretches that stand elsewhere
/// are cut out, and then documents that are blank are dropped. The same texts and the same seed give
/// the same result. UTF-8 stays UTF-8; bytes that are none become U+FFFD.
public struct Deduplication: Sendable {
  /// What stays of stretches that are the same.
  public enum Keep: String, Sendable, CaseIterable, Codable {
    /// The first of them.
    case first
    /// None: all copies go, as in the paper.
    case none
  }

  /// Bytes that a stretch has at least which is cut out; `nil` cuts nothing.
  public let minimumMatch: Int?
  /// What stays of stretches that are the same.
  public let keep: Keep
  /// The Jaccard index of word trigrams from which on documents are nearly the same; `nil` drops none.
  public let near: Double?
  /// Decides the permutations of MinHash.
  public let seed: UInt64
  /// How often repeats are cut out at most.
  public let maximumPasses: Int

  /// The values that `minimumMatch` may have.
  public static let matches = 8...65536

  /// What to remove.
  ///
  /// - Parameters:
  ///   - minimumMatch: Bytes that a stretch has at least which is cut out, from 8 to 65,536; 120 stands for
  ///     the paper's 50 tokens. `nil` cuts nothing.
  ///   - keep: What stays of stretches that are the same.
  ///   - near: The Jaccard index of word trigrams from which on documents are nearly the same, above 0
  ///     and up to 1. `nil` drops none.
  ///   - seed: Decides the permutations of MinHash.
  ///   - maximumPasses: How often repeats are cut out at most, 1 or more.
  public init(
    minimumMatch: Int? = 120, keep: Keep = .first, near: Double? = 0.8, seed: UInt64 = 1,
    maximumPasses: Int = 100
  ) {
    self.minimumMatch = minimumMatch
    self.keep = keep
    self.near = near
    self.seed = seed
    self.maximumPasses = maximumPasses
  }

  /// What is left of a corpus.
  public struct Result: Sendable {
    /// The documents that are left, in order.
    public let texts: [[UInt8]]
    /// For each of them, its number among all documents.
    public let origins: [Int]
    /// What was removed.
    public let report: DeduplicationReport
  }

  /// Removes duplicates.
  ///
  /// A cut of two bytes or more leaves a line feed or a space where it would glue two words. Of a
  /// cluster of documents that are nearly the same the first stays, also where copies are not kept.
  /// - Complexity: Linear, but for clusters. Memory beside the texts: from 2 to 16 bytes for each of
  ///   their bytes, the more the more of them repeats.
  /// - Throws: `MemorizationError` if an option is out of its range, or the texts have more than 2 GB.
  public func run(texts: [[UInt8]]) throws(MemorizationError) -> Result {
    try check()
    var report = DeduplicationReport()
    report.documentsIn = texts.count
    var joined = try joined(texts) { report.repaired += 1 }
    report.bytesIn = joined.bytes.count - joined.count
    var origins = Array(texts.indices)
    try dropNear(&joined, &origins, &report)
    try cutRepeats(&joined, &report)
    return finish(joined, origins, report)
  }

  /// How many stretches stand in texts that stood there before.
  ///
  /// - Throws: `MemorizationError` if `minimumMatch` is out of its range, or the texts have more than
  ///   2 GB.
  public func repeats(in texts: [[UInt8]]) throws(MemorizationError) -> Int {
    try check()
    guard let minimumMatch else { return 0 }
    return try RepeatScan(length: minimumMatch, keepsFirst: true).cuts(in: joined(texts)).count
  }

  /// The texts in one run of bytes, all of them UTF-8.
  private func joined(
    _ texts: [[UInt8]], repairing: () -> Void = {}
  ) throws(MemorizationError) -> JoinedTexts {
    var joined = JoinedTexts(documents: texts.count, bytes: texts.reduce(0) { $0 + $1.count })
    for text in texts {
      let repaired = UTF8Repair.repaired(text)
      if repaired != nil { repairing() }
      try joined.append(repaired ?? text)
    }
    return joined
  }

  private func check() throws(MemorizationError) {
    if let minimumMatch, !Self.matches.contains(minimumMatch) {
      throw MemorizationError(
        .option, "a match of at least \(minimumMatch) bytes: choose from 8 to 65,536")
    }
    if let near, !(near > 0 && near <= 1) {
      throw MemorizationError(
        .option, "documents that are alike from \(near) on: choose above 0 and up to 1")
    }
    if maximumPasses < 1 {
      throw MemorizationError(.option, "\(maximumPasses) passes: choose 1 or more")
    }
  }

  private func dropNear(
    _ texts: inout JoinedTexts, _ origins: inout [Int], _ report: inout DeduplicationReport
  ) throws(MemorizationError) {
    guard let near else { return }
    let firsts = NearDuplicates(threshold: near, seed: seed).firsts(in: texts)
    let dropped = firsts.indices.filter { firsts[$0] != $0 }
    guard !dropped.isEmpty else { return }
    report.nearDocuments = dropped.count
    report.nearClusters = Set(dropped.map { firsts[$0] }).count
    report.nearBytes = dropped.reduce(0) { $0 + texts.range(of: $1).count }
    origins = firsts.indices.filter { firsts[$0] == $0 }
    var left = JoinedTexts(documents: origins.count, bytes: texts.bytes.count - report.nearBytes)
    for document in origins { try left.append(texts.bytes[texts.range(of: document)]) }
    texts = left
  }

  private func cutRepeats(
    _ texts: inout JoinedTexts, _ report: inout DeduplicationReport
  ) throws(MemorizationError) {
    guard let minimumMatch else { return }
    let scan = RepeatScan(length: minimumMatch, keepsFirst: keep == .first)
    // After the first pass no window stands twice but where text was joined.
    var joins: [Int]?
    while true {
      WorkProgress.report(
        "cutting repeats", report.passes, of: maximumPasses + 1, mayEndEarly: true)
      let cuts = try scan.cuts(in: texts, near: joins)
      if cuts.isEmpty { return }
      guard report.passes < maximumPasses else {
        report.isComplete = false
        return
      }
      joins = texts.remove(cuts)
      report.passes += 1
      report.cuts += cuts.count
    }
  }

  private func finish(
    _ joined: JoinedTexts, _ origins: [Int], _ report: DeduplicationReport
  ) -> Result {
    let left = (0..<joined.count).filter { !joined.isBlank($0) }
    let texts = left.map { Array(joined.bytes[joined.range(of: $0)]) }
    var report = report
    report.blankDocuments = joined.count - left.count
    report.documentsOut = texts.count
    report.bytesOut = texts.reduce(0) { $0 + $1.count }
    report.exactBytes = report.bytesIn - report.nearBytes - report.bytesOut
    return Result(texts: texts, origins: left.map { origins[$0] }, report: report)
  }
}
