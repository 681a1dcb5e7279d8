import Memorization
import Reports

/// What `skua corpus redact` prints.
public struct RedactionSummary: Sendable, Encodable {
  /// The file that was written.
  public let out: String
  /// Documents.
  public private(set) var documents = 0
  /// Those in which something was masked.
  public private(set) var changedDocuments = 0
  /// Bytes of text before.
  public private(set) var bytesIn = 0
  /// Bytes of text after.
  public private(set) var bytesOut = 0
  /// How many strings of each category that was looked for were masked.
  public private(set) var masked: [String: Int]
  /// Seconds it took.
  public internal(set) var seconds = 0.0
  /// Million bytes of text before in a second.
  public var megabytesPerSecond: Double { Double(bytesIn) / 1e6 / max(seconds, 1e-9) }

  private let categories: [Category]

  /// A summary of nothing yet.
  init(_ out: String, _ categories: [Category]) {
    self.out = out
    self.categories = categories
    masked = Dictionary(uniqueKeysWithValues: categories.map { ($0.rawValue, 0) })
  }

  /// Adds a document.
  mutating func add(_ text: [UInt8], _ redaction: Redaction) {
    documents += 1
    changedDocuments += redaction.counts.isEmpty ? 0 : 1
    bytesIn += text.count
    bytesOut += redaction.text.count
    for (category, count) in redaction.counts { masked[category.rawValue, default: 0] += count }
  }

  private enum CodingKeys: String, CodingKey {
    case out, documents, changedDocuments, bytesIn, bytesOut, masked, seconds, megabytesPerSecond
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(out, forKey: .out)
    try container.encode(documents, forKey: .documents)
    try container.encode(changedDocuments, forKey: .changedDocuments)
    try container.encode(bytesIn, forKey: .bytesIn)
    try container.encode(bytesOut, forKey: .bytesOut)
    try container.encode(masked, forKey: .masked)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(megabytesPerSecond, forKey: .megabytesPerSecond)
  }

  /// The summary for people: a table of categories, and totals.
  public var text: String {
    let table = Table(
      columns: [.init("masked"), .init("strings", .right)],
      rows: categories.map { category in
        .cells([category.title, NumberFormat.count(masked[category.rawValue, default: 0])])
      })
    let speed = NumberFormat.decimal(megabytesPerSecond, places: 1)
    return table.text() + """

      corpus: \(NumberFormat.count(documents)) documents, \(NumberFormat.bytes(bytesIn))
      changed: \(NumberFormat.count(changedDocuments)) documents; \(NumberFormat.bytes(bytesOut)) in \(out)
      time: \(NumberFormat.seconds(seconds)), \(speed) MB/s
      """
  }
}
