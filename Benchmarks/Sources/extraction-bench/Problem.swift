// What a solver gets, ours and the peer's alike: a folder of
//
//   problem.json   {"kind", "queries", "hidden", "seed", "schema"}: what an attacker knows
//   queries.f64    the points of the cube, Double after Double, row after row, little-endian
//   answers.f64    the probabilities of the classes, likewise
//
// and, for the report alone, target.json: the target's model file.

import Estimators
import Foundation
import LinearAlgebra

/// Recorded queries and answers, and what an attacker knows beside them.
struct Problem: Sendable, Codable {
  /// The class of the target.
  let kind: ModelKind
  /// Number of queries, q.
  let queries: Int
  /// Units of the hidden layer of a perceptron.
  let hidden: Int
  /// Decides the queries; not the target's seed.
  let seed: UInt64
  /// The schema of the target's inputs.
  let schema: Schema
  /// The points asked: `(queries, d)`.
  var points = Matrix(rows: 0, columns: 0)
  /// The answers: `(queries, c)`.
  var answers = Matrix(rows: 0, columns: 0)

  private enum CodingKeys: CodingKey { case kind, queries, hidden, seed, schema }

  /// A problem whose queries are yet to be asked.
  init(kind: ModelKind, queries: Int, hidden: Int, seed: UInt64, schema: Schema) {
    self.kind = kind
    self.queries = queries
    self.hidden = hidden
    self.seed = seed
    self.schema = schema
  }

  /// Reads a problem's folder.
  init(readFrom folder: URL) throws {
    let json = try Data(contentsOf: folder.appending(path: "problem.json"))
    self = try JSONDecoder().decode(Problem.self, from: json)
    points = try Matrix(rows: queries, readFrom: folder.appending(path: "queries.f64"))
    answers = try Matrix(rows: queries, readFrom: folder.appending(path: "answers.f64"))
  }

  /// Writes a problem's folder.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try JSONEncoder().encode(self).write(to: folder.appending(path: "problem.json"))
    try points.bytes.write(to: folder.appending(path: "queries.f64"))
    try answers.bytes.write(to: folder.appending(path: "answers.f64"))
  }
}

extension Matrix {
  /// A matrix of so many rows from a file of numbers.
  fileprivate init(rows: Int, readFrom file: URL) throws {
    let data = try Data(contentsOf: file)
    let elements = data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 7, by: 8).map { offset in
        let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
    self.init(rows: rows, columns: elements.count / max(1, rows), elements: elements)
  }

  /// The entries as a file holds them.
  fileprivate var bytes: Data {
    elements.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
  }
}
