// Near-duplicate documents (Lee et al. 2021, section 4.2): MinHash proposes pairs, the Jaccard index
// of their word trigrams decides, and what is connected by such pairs is one cluster.

import Foundation
import LinearAlgebra

/// Finds documents that are nearly the same.
struct NearDuplicates {
  /// The Jaccard index from which on two documents are nearly the same.
  let threshold: Double
  private let hashing: MinHash

  init(threshold: Double, seed: UInt64) {
    self.threshold = threshold
    hashing = MinHash(threshold: threshold, seed: seed)
  }

  /// The first document of each document's cluster.
  ///
  /// - Complexity: Near linear; quadratic in documents that are alike in a band and yet not alike
  ///   enough, a comparison of two signatures each.
  func firsts(in texts: JoinedTexts) -> [Int] {
    WorkProgress.report("comparing documents", 0, of: hashing.bands + 1)
    let signatures = hashing.signatures(of: texts)
    var clusters = DisjointSets(count: texts.count)
    var sets: [Int: [UInt64]] = [:]
    for band in 0..<hashing.bands {
      WorkProgress.report("comparing documents", band + 1, of: hashing.bands + 1)
      for bucket in buckets(band, signatures) {
        unite(bucket, &clusters) { first, second in
          mayBeAlike(first, second, signatures)
            && Shingles.jaccard(
              set(first, texts, &sets), set(second, texts, &sets)) >= threshold
        }
      }
    }
    return (0..<texts.count).map { clusters.first(of: $0) }
  }

  /// The documents that have the same numbers in a band, where there are several.
  private func buckets(_ band: Int, _ signatures: [UInt32]) -> [[Int]] {
    let keys = (0..<(signatures.count / hashing.size)).map { document in
      let start = document * hashing.size + band * hashing.rows
      return signatures[start..<(start + hashing.rows)].reduce(UInt64(band)) { key, number in
        WindowHash.hash(key ^ UInt64(number))
      }
    }
    var buckets: [[Int]] = []
    var bucket: [Int] = []
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    for document in order {
      if let last = bucket.last, keys[last] != keys[document] {
        if bucket.count > 1 { buckets.append(bucket) }
        bucket.removeAll(keepingCapacity: true)
      }
      bucket.append(document)
    }
    return bucket.count > 1 ? buckets + [bucket] : buckets
  }

  /// Unites the documents of a bucket that are alike; of a cluster that a document is in already, none
  /// is compared.
  private func unite(
    _ bucket: [Int], _ clusters: inout DisjointSets, _ areAlike: (Int, Int) -> Bool
  ) {
    var groups: [[Int]] = []
    for document in bucket {
      var own: Int?
      for (number, group) in groups.enumerated() {
        let isUnited = clusters.first(of: group[0]) == clusters.first(of: document)
        guard isUnited || group.contains(where: { areAlike($0, document) }) else { continue }
        clusters.unite(group[0], document)
        own = number
      }
      if let own { groups[own].append(document) } else { groups.append([document]) }
    }
  }

  /// Whether two signatures agree as those of documents that are alike enough do, with four standard
  /// deviations to spare.
  private func mayBeAlike(_ first: Int, _ second: Int, _ signatures: [UInt32]) -> Bool {
    let size = hashing.size
    let deviation = (threshold * (1 - threshold) / Double(size)).squareRoot()
    let equal = signatures.withUnsafeBufferPointer { numbers in
      (0..<size).reduce(0) { count, i in
        count + (numbers[first * size + i] == numbers[second * size + i] ? 1 : 0)
      }
    }
    return Double(equal) >= (threshold - 4 * deviation) * Double(size)
  }

  /// The trigrams of a document, computed once.
  private func set(_ document: Int, _ texts: JoinedTexts, _ sets: inout [Int: [UInt64]]) -> [UInt64]
  {
    if let set = sets[document] { return set }
    let set = texts.bytes.withUnsafeBufferPointer { bytes in
      Shingles.set(of: UnsafeBufferPointer(rebasing: bytes[texts.range(of: document)]))
    }
    sets[document] = set
    return set
  }
}
