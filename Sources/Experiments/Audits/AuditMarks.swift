import Estimators
import Foundation
import Memorization

/// What somebody has judged of selected samples: the file that the marking page saves, or the CSV of the
/// findings with its column of marks filled in.
public struct AuditMarks: Sendable {
  /// A judgement.
  private enum Mark: String, Decodable {
    case memorized, not, unsure
  }

  private struct File: Decodable {
    struct Entry: Decodable {
      let id: String
      let mark: String
    }
    let marks: [Entry]
  }

  private var marks: [SamplingScheme: [Int: Mark]] = [:]
  /// Checksums of the texts that were judged, where the file has them.
  private var digests: [SamplingScheme: [Int: String]] = [:]
  private let path: String

  /// Reads a file of marks: `{"marks": [{"id": "top_n:17:9f3c", "mark": "memorized"}]}`, or a CSV file with
  /// the columns `id` and `mark`.
  ///
  /// An id is a scheme, a number and the text's checksum, without which nobody can tell whose marks they are.
  /// A mark is `memorized`, `not` or `unsure`; in a CSV file an empty cell is none.
  /// - Throws: `MemorizationError` or `EstimatorError` if it can't be read or holds something else.
  public init(_ path: String) throws {
    self.path = path
    let entries = path.lowercased().hasSuffix(".csv") ? try Self.table(path) : try Self.file(path)
    for entry in entries {
      guard let (scheme, number, digest) = Self.place(entry.id) else {
        throw MemorizationError(
          .format, "\(entry.place): '\(entry.id)' names no sample; it reads like top_n:17")
      }
      guard let mark = Mark(rawValue: entry.mark) else {
        throw MemorizationError(
          .format,
          "\(entry.place), \(entry.id): '\(entry.mark)' is no mark: memorized, not or unsure")
      }
      marks[scheme, default: [:]][number] = mark
      digests[scheme, default: [:]][number] = digest
    }
  }

  /// Throws if a judged text is not the one that the audit has.
  func check(_ scheme: SamplingScheme, _ texts: [[UInt8]]) throws(MemorizationError) {
    for (number, digest) in digests[scheme, default: [:]].sorted(by: { $0.key < $1.key })
    where AuditFinding.digest(texts[number]) != digest {
      throw MemorizationError(
        .input, "\(path): marks of another audit: \(scheme.rawValue):\(number) is another text here"
      )
    }
  }

  private typealias Entry = (id: String, mark: String, place: String)

  private static func file(_ path: String) throws(MemorizationError) -> [Entry] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(.file, "\(path): there is no such file, or it can't be read")
    }
    do {
      return try JSONDecoder().decode(File.self, from: data).marks.map { ($0.id, $0.mark, path) }
    } catch {
      throw MemorizationError(
        .format, "\(path): no file of marks, which the marking page saves", underlying: error)
    }
  }

  private static func table(_ path: String) throws -> [Entry] {
    let table = try CSVReader().table(at: path)
    guard let id = table.column(named: "id"), let mark = table.column(named: "mark") else {
      throw MemorizationError(
        .format, "\(path): a file of marks has the columns id and mark; --csv writes such a file")
    }
    return table.rows.indices.compactMap { row in
      let cells = table.rows[row]
      return cells[mark].isEmpty
        ? nil : (cells[id], cells[mark], "\(path), line \(table.lines[row])")
    }
  }

  /// Throws if a mark is of a sample that the plan doesn't draw.
  func check(_ plan: AuditPlan) throws(MemorizationError) {
    for (scheme, samples) in marks.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard plan.schemes.contains(scheme) else {
        throw MemorizationError(
          .input, "\(path): marks of another audit: this one has no samples of \(scheme.rawValue)")
      }
      if let number = samples.keys.max(), number >= plan.samples {
        throw MemorizationError(
          .input,
          "\(path): marks of another audit: \(scheme.rawValue):\(number) is marked, and this one has "
            + "\(plan.samples) samples of each scheme")
      }
    }
  }

  /// The samples of a scheme that were judged memorised.
  func memorized(_ scheme: SamplingScheme) -> Set<Int> { samples(scheme) { $0 == .memorized } }

  /// The samples of a scheme that were judged memorised or not; "unsure" is no judgement.
  func judged(_ scheme: SamplingScheme) -> Set<Int> { samples(scheme) { $0 != .unsure } }

  private func samples(_ scheme: SamplingScheme, _ condition: (Mark) -> Bool) -> Set<Int> {
    Set(marks[scheme, default: [:]].filter { condition($0.value) }.keys)
  }

  private static func place(_ id: String) -> (SamplingScheme, Int, digest: String?)? {
    let parts = id.split(separator: ":")
    guard parts.count == 2 || parts.count == 3,
      let scheme = SamplingScheme(rawValue: String(parts[0])),
      let number = Int(parts[1]), number >= 0
    else { return nil }
    return (scheme, number, parts.count == 3 ? String(parts[2]) : nil)
  }
}
