// Broder 1997, "On the resemblance and containment of documents": under a random permutation two sets
// have the same smallest element with a probability that is their Jaccard index. Bands of rows find
// those that are alike without comparing all pairs, as Indyk and Motwani 1998 do.

import Foundation
import LinearAlgebra

/// Signatures of documents, the smallest hash of their trigrams under each of some permutations.
struct MinHash {
  /// Numbers in a band.
  let rows: Int
  /// Bands in a signature.
  let bands: Int

  private let factors: [UInt32]
  private let terms: [UInt32]

  /// Numbers in a signature.
  var size: Int { rows * bands }

  /// As many rows as 128 numbers allow if a pair that is as alike as the threshold is to share a
  /// band with a probability of 99.9%: five rows in 18 bands for 0.8.
  init(threshold: Double, seed: UInt64) {
    let most = 128, miss = 0.001
    func bands(_ rows: Int) -> Double {
      let share = pow(threshold, Double(rows))
      return share < 1 ? (log(miss) / log(1 - share)).rounded(.up) : 1
    }
    rows = (1...16).last { Double($0) * bands($0) <= Double(most) } ?? 1
    self.bands = Int(max(1, min(bands(rows), Double(most))))
    var generator = PhiloxGenerator(seed: seed)
    let size = rows * self.bands
    // Odd factors make x -> a x + b a permutation of the numbers of 32 bits.
    factors = (0..<size).map { _ in UInt32(truncatingIfNeeded: generator.next()) | 1 }
    terms = (0..<size).map { _ in UInt32(truncatingIfNeeded: generator.next()) }
  }

  /// The signatures of documents, one behind the other, computed on all cores.
  func signatures(of texts: JoinedTexts) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: texts.count * size) { buffer, initialized in
      nonisolated(unsafe) let target = buffer
      texts.bytes.withUnsafeBufferPointer { bytes in
        nonisolated(unsafe) let bytes = bytes
        parallelFor(texts.count, grain: 64) { _, documents in
          for document in documents {
            let text = UnsafeBufferPointer(rebasing: bytes[texts.range(of: document)])
            let row = (document * size)..<((document + 1) * size)
            sign(text, UnsafeMutableBufferPointer(rebasing: target[row]))
          }
        }
      }
      initialized = texts.count * size
    }
  }

  private func sign(
    _ text: UnsafeBufferPointer<UInt8>, _ signature: UnsafeMutableBufferPointer<UInt32>
  ) {
    signature.initialize(repeating: .max)
    factors.withUnsafeBufferPointer { factors in
      terms.withUnsafeBufferPointer { terms in
        Shingles.forEach(text) { hash in
          let value = UInt32(truncatingIfNeeded: hash >> 32)
          for i in 0..<size {
            signature[i] = min(signature[i], value &* factors[i] &+ terms[i])
          }
        }
      }
    }
  }
}
