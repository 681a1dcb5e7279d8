// A ledger as a file of JSON lines, for runs that outlive a process.
//
// Line 1 names the format. Then one line per event, in the order of time:
//   {"query": [0.25, -1, {"category": 3}, null]}     numbers, categories by index, null for missing
//   {"answer": 17, "label": 0, "probabilities": [0.7, 0.3]}     the answer to the query of ordinal
//   17 {"answer": 18, "label": 1, "score": 0.9}, {"answer": 19, "label": 1}
// Every batch is flushed to disk before it counts as recorded. A last line that was cut short by a
// crash is dropped when the file is opened again.

public import Estimators
import Foundation

/// A ledger that is kept in a file and can be continued after a crash.
public actor FileLedger: QueryLedger {
  /// Every query in order, each with its answer if one arrived.
  public private(set) var entries: [LedgerEntry] = []
  private let path: String
  private let handle: FileHandle
  /// Set by a failed write, which may have left half a line at the end of the file.
  private var isBroken = false

  /// Opens the ledger at a path, or begins one there.
  ///
  /// - Throws: `OracleError.Code.ledger` if the file can't be opened or isn't a ledger.
  public init(path: String) throws(OracleError) {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw Self.failure("can't be opened", path) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // A device or a pipe may be read without end.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Self.failure("is no regular file", path)
    }
    // Two processes would record their queries under the same ordinals.
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    guard fcntl(descriptor, F_SETLK, &lock) == 0 else {
      throw OracleError(
        .ledger, "\(path): another run is writing this ledger: wait for it, or give another file")
    }
    let text: Data
    do { text = try handle.readToEnd() ?? Data() } catch {
      throw Self.failure("can't be read", path)
    }
    let end = text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let (complete, torn) = (text.prefix(end), text.dropFirst(end))
    entries = try Self.entries(in: complete, path)
    if complete.isEmpty, try !Self.encoded([.header]).starts(with: torn) {
      throw Self.failure("is no ledger", path)
    }
    if !torn.isEmpty, ftruncate(descriptor, off_t(end)) != 0 {
      throw Self.failure("can't be repaired after a crash", path)
    }
    if complete.isEmpty { try Self.append([.header], to: handle, path) }
  }

  public var count: Int { entries.count }

  public func entries(in ordinals: Range<Int>) -> [LedgerEntry] { Array(entries[ordinals]) }

  public func record(_ queries: [Query]) throws(OracleError) {
    try append(queries.map { LedgerLine(query: $0.values.map(LedgerValue.init)) })
    entries += queries.map { LedgerEntry(query: $0) }
  }

  public func record(_ answers: [Prediction], from ordinal: Int) throws(OracleError) {
    try append(answers.enumerated().map { LedgerLine(answer: $1, to: ordinal + $0) })
    for (offset, answer) in answers.enumerated() { entries[ordinal + offset].answer = answer }
  }

  private func append(_ lines: [LedgerLine]) throws(OracleError) {
    // After a failed write a further line would continue a torn one; opening anew repairs that.
    guard !isBroken else { throw Self.writeFailure(path) }
    do { try Self.append(lines, to: handle, path) } catch {
      isBroken = true
      throw error
    }
  }

  private static func append(
    _ lines: [LedgerLine], to handle: FileHandle, _ path: String
  ) throws(OracleError) {
    let text = try encoded(lines)
    do {
      try handle.write(contentsOf: text)
      try handle.synchronize()
    } catch { throw writeFailure(path) }
  }

  private static func encoded(_ lines: [LedgerLine]) throws(OracleError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // A target may answer with anything; what it answered is recorded.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    var text = Data()
    for line in lines {
      do { text.append(try encoder.encode(line)) } catch {
        throw OracleError(.ledger, "a query or an answer has no form as a line: \(error)")
      }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  private static func entries(in text: Data, _ path: String) throws(OracleError) -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, bytes) in lines.dropLast().enumerated() {
      let line: LedgerLine
      do { line = try decoder.decode(LedgerLine.self, from: bytes) } catch {
        throw failure("line \(number + 1) is no ledger line", path)
      }
      switch (number, line.query, line.answer) {
      case (0, _, _):
        guard line.ledger == LedgerLine.header.ledger else { throw failure("is no ledger", path) }
      case (_, let query?, _): entries.append(LedgerEntry(query: Query(query.map(\.value))))
      case (_, _, let ordinal?) where entries.indices.contains(ordinal) && line.prediction != nil:
        entries[ordinal].answer = line.prediction
      default: throw failure("line \(number + 1) answers a query that it doesn't hold", path)
      }
    }
    return entries
  }

  private static func writeFailure(_ path: String) -> OracleError {
    OracleError(
      .ledger,
      "\(path): the ledger can't be written, so no further query is asked: "
        + "free some space or choose another file, then run the same command again")
  }

  private static func failure(_ reason: String, _ path: String) -> OracleError {
    OracleError(.ledger, "\(path): \(reason): give another file, or remove it to begin anew")
  }
}

/// One line of the file.
private struct LedgerLine: Codable {
  var ledger: String?
  var query: [LedgerValue]?
  var answer: Int?
  var label: Int?
  var score: Double?
  var likeliest: [Prediction.ClassScore]?
  var probabilities: [Double]?
  var value: Double?
  var fields: [Int]?

  static var header: LedgerLine { LedgerLine(ledger: "skua-ledger-1") }

  init(ledger: String) { self.ledger = ledger }

  init(query: [LedgerValue]) { self.query = query }

  init(answer: Prediction, to ordinal: Int) {
    self.answer = ordinal
    label = answer.label
    value = answer.value
    fields = answer.fields
    switch answer.scores {
    case .none: break
    case .top(let value): score = value
    case .likeliest(let values): likeliest = values
    case .all(let values): probabilities = values
    }
  }

  var prediction: Prediction? {
    guard let label else { return nil }
    let scores: Prediction.Scores =
      if let probabilities {
        .all(probabilities)
      } else if let likeliest {
        .likeliest(likeliest)
      } else {
        score.map { .top($0) } ?? .none
      }
    return Prediction(label: label, scores: scores, value: value, fields: fields)
  }
}

/// One value of a query: a number, a category's index, or null.
private struct LedgerValue: Codable {
  var value: Value

  init(_ value: Value) { self.value = value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .missing
      return
    }
    do {
      value = .number(try container.decode(Double.self))
    } catch DecodingError.typeMismatch {
      value = .category(try container.decode(Category.self).category)
    }
  }

  func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .missing: try container.encodeNil()
    case .number(let number): try container.encode(number)
    case .category(let index): try container.encode(Category(category: index))
    }
  }

  struct Category: Codable { var category: Int }
}
