import Foundation
public import Memorization

/// What somebody has judged of selected samples, as the marking page saves it.
public struct AuditMarks: Sendable {
  private struct File: Decodable {
    struct Mark: Decodable {
      let id: String
      let mark: String
    }
    let marks: [Mark]
  }

  private var memorized: [SamplingScheme: Set<Int>] = [:]

  /// Reads a file of marks: `{"marks": [{"id": "top_n:17", "mark": "memorized"}]}`.
  ///
  /// - Throws: `MemorizationError` if it can't be read or holds something else.
  public init(_ path: String) throws(MemorizationError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MemorizationError(.file, "\(path): there is no such file, or it can't be read")
    }
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: data)
    } catch {
      throw MemorizationError(
        .format, "\(path): no file of marks, which the marking page saves", underlying: error)
    }
    for mark in file.marks {
      guard let (scheme, number) = Self.place(mark.id) else {
        throw MemorizationError(
          .format, "\(path): '\(mark.id)' names no sample; it reads like top_n:17")
      }
      guard ["memorized", "not", "unsure"].contains(mark.mark) else {
        throw MemorizationError(
          .format, "\(path), \(mark.id): '\(mark.mark)' is no mark: memorized, not or unsure")
      }
      if mark.mark == "memorized" { memorized[scheme, default: []].insert(number) }
    }
  }

  /// The samples of a scheme that were judged memorised.
  func memorized(_ scheme: SamplingScheme) -> Set<Int> { memorized[scheme, default: []] }

  private static func place(_ id: String) -> (SamplingScheme, Int)? {
    let parts = id.split(separator: ":")
    guard parts.count == 2, let scheme = SamplingScheme(rawValue: String(parts[0])),
      let number = Int(parts[1]), number >= 0
    else { return nil }
    return (scheme, number)
  }
}
