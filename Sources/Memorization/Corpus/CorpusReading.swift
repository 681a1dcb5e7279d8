/// What happened while a corpus was read.
public struct CorpusReading: Sendable {
  /// A file that gave no text.
  public struct Skipped: Sendable, Hashable {
    /// Where it is.
    public let path: String
    /// Why it gave none, as the end of a sentence.
    public let reason: String
  }

  /// Documents handed over.
  public internal(set) var documents = 0
  /// Files that gave no text.
  public internal(set) var skipped: [Skipped] = []
  /// Lines of JSON that were no UTF-8; what was wrong became U+FFFD.
  public internal(set) var repairedLines = 0
  /// Documents of other files that were no UTF-8 and were repaired; 0 if they were only read.
  public internal(set) var repairedDocuments = 0

  /// What a user should know, one sentence each.
  public var notes: [String] {
    var notes: [String] = []
    if let first = skipped.first {
      let others = skipped.count > 1 ? ", and \(skipped.count - 1) more files" : ""
      notes.append("skipped \(first.path): \(first.reason)\(others)")
    }
    let repaired = repairedLines + repairedDocuments
    if repaired > 0 {
      let texts = repaired == 1 ? "1 document is" : "\(repaired) documents are"
      notes.append("\(texts) no UTF-8: U+FFFD stands for what was wrong")
    }
    return notes
  }
}
