public import Foundation
import LinearAlgebra
public import Memorization

/// Counts strings that come as JSON lines, and answers each with a JSON line.
///
/// A line in is `{"id": …, "text": "…"}`, or `base64` in place of `text`; a line out is
/// `{"documents": …, "id": …, "longest": …, "occurrences": …}` with the same id, in the same order.
/// Occurrences and documents of shards that share no document can be added up; `longest`, the bytes
/// of the longest part of the text that stands in the corpus, is the maximum over shards.
public struct CorpusCounting: Sendable {
  private let index: CorpusIndex
  private let view: CorpusView

  /// Counts in a view of a corpus.
  public init(_ index: CorpusIndex, in view: CorpusView) {
    self.index = index
    self.view = view
  }

  /// One string's answer.
  public struct Answer: Sendable, Encodable {
    /// Places where it begins.
    public let occurrences: Int
    /// Documents that hold it.
    public let documents: Int
    /// Bytes of its longest part that stands in the corpus.
    public let longest: Int
  }

  /// The answer for a string.
  public func answer(_ text: [UInt8]) -> Answer {
    let count = index.count(text, in: view)
    let longest =
      count.occurrences > 0
      ? view.apply(to: text).count : index.longestMatches(in: text, view: view).max() ?? 0
    return Answer(occurrences: count.occurrences, documents: count.documents, longest: longest)
  }

  /// Answers lines until there are no more. What has come is answered before more is waited for.
  ///
  /// - Parameters:
  ///   - read: Gives the next bytes, `nil` at the end.
  ///   - write: Takes lines of answers.
  /// - Throws: `MemorizationError` that names the first line that is no question, after all lines
  ///   before it were answered; or what `read` and `write` throw.
  public func run(read: () throws -> Data?, write: (Data) throws -> Void) throws {
    var rest = Data()
    var number = 0
    while let data = try read() {
      var lines = (rest + data).split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      rest = lines.popLast().map { Data($0) } ?? Data()
      try answer(lines, after: number, write)
      number += lines.count
    }
    if !rest.isEmpty { try answer([rest], after: number, write) }
  }

  private func answer(
    _ lines: [Data], after number: Int, _ write: (Data) throws -> Void
  ) throws {
    var results = [Result<Data, MemorizationError>](
      repeating: .success(Data()), count: lines.count)
    results.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(lines.count, grain: 16) { _, range in
        for i in range { target[i] = answer(line: lines[i], number + i + 1) }
      }
    }
    var answered = Data()
    for result in results {
      switch result {
      case .success(let line): answered += line
      case .failure(let error):
        try write(answered)
        throw error
      }
    }
    try write(answered)
  }

  /// A line's answer; nothing for a blank line.
  private func answer(line: Data, _ number: Int) -> Result<Data, MemorizationError> {
    if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) {
      return .success(Data())
    }
    return Result { () throws(MemorizationError) in
      let question = try Question(line, number)
      let answer = answer(question.text)
      return Data(
        """
        {"documents":\(answer.documents),"id":\(question.id),"longest":\(answer.longest),\
        "occurrences":\(answer.occurrences)}

        """.utf8)
    }
  }
}

/// One line that asks for a count.
private struct Question {
  /// The id as JSON.
  let id: String
  let text: [UInt8]

  init(_ line: Data, _ number: Int) throws(MemorizationError) {
    func wrong(_ reason: String) -> MemorizationError {
      MemorizationError(.format, "line \(number) of standard input: \(reason)")
    }
    // A line that is no JSON is reported below.
    guard let object = (try? JSONSerialization.jsonObject(with: line)) as? [String: Any] else {
      throw wrong("no JSON object")
    }
    guard let id = object["id"],
      let json = try? JSONSerialization.data(
        withJSONObject: id, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
    else { throw wrong("no 'id'") }
    self.id = String(decoding: json, as: UTF8.self)
    switch (object["text"], object["base64"]) {
    case (let text as String, nil): self.text = Array(text.utf8)
    case (nil, let base64 as String):
      guard let data = Data(base64Encoded: base64) else { throw wrong("'base64' is no base64") }
      text = Array(data)
    default: throw wrong("it takes a string 'text' or a string 'base64'")
    }
  }
}
