// A query and an answer as bytes, for a ledger of which a million rows have to stay small.
//
// A query is its values one after the other: 0 for a missing one; 1 and the eight bytes of a number,
// least significant first; 2 and the index of a category as a number of variable length.
// An answer is its label; 0, 1, 2 or 3 for no score, the top one, all or some, with their number if there
// may be more than one, and a class before each of some; the scores; 0 or 1 for whether there is a value, and the value; the number of fields plus one, or 0 for
// none, and the fields.

import Estimators
import Foundation

/// Queries and answers as a store keeps them.
enum LedgerCoding {
  static func data(_ query: Query) -> Data {
    var bytes = Data(capacity: query.values.count * 9)
    for value in query.values {
      switch value {
      case .missing: bytes.append(0)
      case .number(let number):
        bytes.append(1)
        bytes.append(number: number)
      case .category(let index):
        bytes.append(2)
        bytes.append(count: index)
      }
    }
    return bytes
  }

  static func data(_ answer: Prediction) -> Data {
    var bytes = Data()
    bytes.append(count: answer.label)
    switch answer.scores {
    case .none: bytes.append(0)
    case .top(let score):
      bytes.append(1)
      bytes.append(number: score)
    case .likeliest(let scores):
      bytes.append(3)
      bytes.append(count: scores.count)
      for score in scores {
        bytes.append(count: score.label)
        bytes.append(number: score.score)
      }
    case .all(let scores):
      bytes.append(2)
      bytes.append(count: scores.count)
      for score in scores { bytes.append(number: score) }
    }
    bytes.append(answer.value == nil ? 0 : 1)
    if let value = answer.value { bytes.append(number: value) }
    bytes.append(count: answer.fields.map { $0.count + 1 } ?? 0)
    for field in answer.fields ?? [] { bytes.append(count: field) }
    return bytes
  }

  /// The query of some bytes; `nil` if they are none.
  static func query(_ data: Data) -> Query? {
    var reader = ByteReader(data)
    var values: [Value] = []
    while !reader.isAtEnd {
      switch reader.byte() {
      case 0: values.append(.missing)
      case 1:
        guard let number = reader.number() else { return nil }
        values.append(.number(number))
      case 2:
        guard let index = reader.count() else { return nil }
        values.append(.category(index))
      default: return nil
      }
    }
    return Query(values)
  }

  /// The answer of some bytes; `nil` if they are none.
  static func answer(_ data: Data) -> Prediction? {
    var reader = ByteReader(data)
    guard let label = reader.count(), let scores = scores(&reader) else { return nil }
    var answer = Prediction(label: label, scores: scores)
    switch reader.byte() {
    case 0: break
    case 1:
      guard let value = reader.number() else { return nil }
      answer.value = value
    default: return nil
    }
    guard let fields = reader.count() else { return nil }
    if fields > 0 {
      var read: [Int] = []
      for _ in 1..<fields {
        guard let field = reader.count() else { return nil }
        read.append(field)
      }
      answer.fields = read
    }
    return reader.isAtEnd ? answer : nil
  }

  private static func scores(_ reader: inout ByteReader) -> Prediction.Scores? {
    switch reader.byte() {
    case 0: return Prediction.Scores.none
    case 1: return reader.number().map { .top($0) }
    case 2:
      guard let count = reader.count() else { return nil }
      var values: [Double] = []
      for _ in 0..<count {
        guard let value = reader.number() else { return nil }
        values.append(value)
      }
      return .all(values)
    case 3:
      guard let count = reader.count() else { return nil }
      var values: [Prediction.ClassScore] = []
      for _ in 0..<count {
        guard let label = reader.count(), let score = reader.number() else { return nil }
        values.append(.init(label: label, score: score))
      }
      return .likeliest(values)
    default: return nil
    }
  }
}

extension Data {
  fileprivate mutating func append(number: Double) {
    Swift.withUnsafeBytes(of: number.bitPattern.littleEndian) { append(contentsOf: $0) }
  }

  /// Seven bits a byte, the lowest first; the highest bit says that more follow.
  fileprivate mutating func append(count: Int) {
    var rest = UInt64(count)
    while rest > 0x7F {
      append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

/// Reads bytes from the front.
private struct ByteReader {
  private let data: Data
  private var place: Data.Index

  init(_ data: Data) {
    self.data = data
    place = data.startIndex
  }

  var isAtEnd: Bool { place == data.endIndex }

  mutating func byte() -> UInt8? {
    guard !isAtEnd else { return nil }
    defer { place += 1 }
    return data[place]
  }

  mutating func number() -> Double? {
    guard data.endIndex - place >= 8 else { return nil }
    defer { place += 8 }
    return data.withUnsafeBytes { bytes in
      Double(
        bitPattern: UInt64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: place - data.startIndex, as: UInt64.self)))
    }
  }

  mutating func count() -> Int? {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while shift < 63, let byte = byte() {
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return Int(exactly: value) }
      shift += 7
    }
    return nil
  }
}
