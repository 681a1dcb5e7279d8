import CLinearAlgebra
import Foundation
import Testing

@testable import LanguageModels

@Suite struct CausalSelfAttentionTests {
  /// Queries, keys and values of `count` positions of two heads, and the kernels that attend.
  struct Case {
    let width: Int, count: Int
    let precision: Precision
    let kernels: Kernels
    let values: [Float]
    let rows: RowBuffer

    init(_ width: Int, _ count: Int, _ precision: Precision, _ set: skua_instruction_set) {
      self.width = width
      self.count = count
      self.precision = precision
      kernels = Kernels(set)
      values = randomRows(count * 6 * width, seed: UInt64(width))
      rows = RowBuffer(values, columns: 6 * width, precision)
    }

    /// Attention of all positions, read in spans of the given lengths.
    func attention(spans lengths: [Int], heads: Range<Int> = 0..<2) -> RowBuffer {
      let cache = KeyValueCache(
        shape: .init(layers: 1, heads: 2, headWidth: width, precision: precision), slots: 1,
        positions: count)
      let out = RowBuffer(rows: count, columns: 2 * width, bytes: precision.bytes)
      let scratch = AlignedBuffer(bytes: skua_attention_scratch(Int32(count)))
      var first = 0
      for length in lengths {
        cache.extend(0, by: length)
        var view = cache.kernelCache(slot: 0, layer: 0)
        for head in heads {
          let queries = rows[first] + head * width * precision.bytes
          let keys = queries + 2 * width * precision.bytes
          let values = keys + 2 * width * precision.bytes
          kernels.table.remember(
            &view, Int32(head), keys, values, rows.stride, Int32(first), Int32(length))
          kernels.table.attend(
            &view, Int32(head), queries, rows.stride, Int32(first), Int32(length),
            out[first] + head * width * precision.bytes, out.stride, scratch.start)
        }
        first += length
      }
      return out
    }

    /// The same by plain loops, for one position and head.
    func expected(_ position: Int, _ head: Int) -> [Double] {
      func vector(_ row: Int, _ part: Int) -> [Double] {
        let start = row * 6 * width + part * 2 * width + head * width
        return values[start..<(start + width)].map(Double.init)
      }
      let query = vector(position, 0)
      let scores = (0...position).map { other in
        zip(query, vector(other, 1)).reduce(0) { $0 + $1.0 * $1.1 } / Double(width).squareRoot()
      }
      let weights = scores.map { exp($0 - scores.max()!) }
      var sum = [Double](repeating: 0, count: width)
      for (other, weight) in weights.enumerated() {
        for (i, value) in vector(other, 2).enumerated() { sum[i] += weight * value }
      }
      return sum.map { $0 / weights.reduce(0, +) }
    }
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func everyHeadWidthGivesWhatPlainLoopsGive(_ set: skua_instruction_set, _ precision: Precision) {
    for (width, count) in [(1, 3), (5, 70), (12, 65), (16, 64), (32, 130), (64, 150), (80, 20)] {
      let attention = Case(width, count, precision, set)
      let out = attention.attention(spans: [count])
      for position in 0..<count {
        for head in 0..<2 {
          for (i, value) in attention.expected(position, head).enumerated() {
            let difference = abs(Double(out.get(position, head * width + i, precision)) - value)
            // bfloat16 keeps 8 bits of weights and results.
            #expect(difference < (precision.isHalf ? 0.015 : 2e-5))
          }
        }
      }
    }
  }

  @Test(arguments: instructionSets, Precision.allCases)
  func readingAtOnceInPiecesAndOneByOneGivesTheSameBits(
    _ set: skua_instruction_set, _ precision: Precision
  ) {
    for (width, count) in [(12, 135), (64, 135)] {
      let attention = Case(width, count, precision, set)
      let whole = attention.attention(spans: [count])
      let pieces = attention.attention(spans: [1, 7, 64, 3, 60])
      let single = attention.attention(spans: Array(repeating: 1, count: count))
      for position in 0..<count {
        for column in 0..<(2 * width) {
          let value = whole.get(position, column, precision)
          #expect(pieces.get(position, column, precision) == value)
          #expect(single.get(position, column, precision) == value)
        }
      }
    }
  }
}
