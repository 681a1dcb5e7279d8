import Foundation

/// The lines of a text that comes piece by piece, without their ends.
struct LineChunks {
  /// Number of the line read last, from 1.
  private(set) var number = 0

  private let source: any ByteChunks
  private var chunk: [UInt8] = []
  private var position = 0

  init(_ source: any ByteChunks) { self.source = source }

  /// The next line; `nil` at the end. What follows the last line end is a line if it isn't empty.
  mutating func next() throws(MemorizationError) -> [UInt8]? {
    var line: [UInt8] = []
    var hasBegun = false
    while true {
      if position == chunk.count {
        guard let more = try source.next() else {
          if hasBegun { number += 1 }
          return hasBegun ? line : nil
        }
        chunk = more
        position = 0
      }
      hasBegun = true
      if let end = lineEnd() {
        line += chunk[position..<end]
        position = end + 1
        number += 1
        return line
      }
      line += chunk[position...]
      position = chunk.count
      guard line.count <= CorpusSource.maximumBytes else {
        throw MemorizationError(.input, "line \(number + 1) is larger than 2 GB")
      }
    }
  }

  private func lineEnd() -> Int? {
    chunk.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let end = memchr(start + position, Int32(UInt8(ascii: "\n")), bytes.count - position)
      else { return nil }
      return UnsafeRawPointer(end) - start
    }
  }
}
