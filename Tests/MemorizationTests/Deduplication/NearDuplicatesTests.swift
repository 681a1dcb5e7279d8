import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct NearDuplicatesTests {
  private func joined(_ texts: [String]) throws -> JoinedTexts {
    var joined = JoinedTexts()
    for text in texts { try joined.append(text.utf8) }
    return joined
  }

  /// Documents of which some are others with a few words changed.
  private func texts(_ generator: inout PhiloxGenerator) -> [String] {
    var texts: [[String]] = []
    for _ in 0..<60 {
      var words: [String]
      if texts.isEmpty || generator.integer(below: 3) == 0 {
        words = (0..<(1 + generator.integer(below: 80))).map { _ in
          String(generator.integer(below: 1000))
        }
      } else {
        words = texts[generator.integer(below: texts.count)]
        for _ in 0..<generator.integer(below: 6) {
          words[generator.integer(below: words.count)] = String(generator.integer(below: 1000))
        }
      }
      texts.append(words)
    }
    return texts.map { $0.joined(separator: " ") }
  }

  /// The same by comparing all pairs of sets of strings.
  private func naiveFirsts(_ texts: [String], _ threshold: Double) -> [Int] {
    let sets = texts.map { text -> Set<String> in
      let words = text.split(separator: " ")
      guard words.count >= 3 else { return [text] }
      return Set((0..<(words.count - 2)).map { words[$0..<($0 + 3)].joined(separator: " ") })
    }
    var clusters = DisjointSets(count: texts.count)
    for i in texts.indices {
      for j in 0..<i {
        let common = sets[i].intersection(sets[j]).count
        if Double(common) / Double(sets[i].count + sets[j].count - common) >= threshold {
          clusters.unite(i, j)
        }
      }
    }
    return texts.indices.map { clusters.first(of: $0) }
  }

  @Test(arguments: [0.3, 0.5, 0.8, 0.95, 1])
  func clustersAreThoseOfAComparisonOfAllPairs(threshold: Double) throws {
    var generator = PhiloxGenerator(seed: 3)
    var missed = 0, wrong = 0, found = 0
    for round in 0..<30 {
      let texts = texts(&generator)
      let near = NearDuplicates(threshold: threshold, seed: UInt64(round))
      let firsts = near.firsts(in: try joined(texts))
      let naive = naiveFirsts(texts, threshold)
      for i in texts.indices {
        found += naive[i] == i ? 0 : 1
        missed += firsts[i] > naive[i] ? 1 : 0
        wrong += firsts[i] < naive[i] ? 1 : 0
      }
    }
    #expect(wrong == 0)
    #expect(found > 150)
    // A pair at the threshold is missed once in a thousand times.
    #expect(missed <= found / 100)
  }

  @Test func aSeedDecidesTheSignaturesAndNothingElse() throws {
    var generator = PhiloxGenerator(seed: 4)
    let texts = try joined(texts(&generator))
    let hashing = MinHash(threshold: 0.8, seed: 5)
    #expect(hashing.signatures(of: texts) == hashing.signatures(of: texts))
    #expect(
      MinHash(threshold: 0.8, seed: 5).signatures(of: texts) == hashing.signatures(of: texts))
    #expect(
      MinHash(threshold: 0.8, seed: 6).signatures(of: texts) != hashing.signatures(of: texts))
  }

  /// The share of equal numbers is the Jaccard index but for chance: of 90 numbers in 200 pairs the
  /// mean is off by less than four standard deviations, 4 √(0.25 / 18,000) = 0.015.
  @Test func signaturesAgreeAsOftenAsSetsDo() throws {
    var generator = PhiloxGenerator(seed: 7)
    let hashing = MinHash(threshold: 0.8, seed: 8)
    var agreement = 0.0, index = 0.0
    for _ in 0..<200 {
      let words = (0..<60).map { _ in String(generator.integer(below: 100_000)) }
      let cut = 10 + generator.integer(below: 40)
      let other = words[..<cut] + words[cut...].map { $0 + "x" }
      let pair = [words, Array(other)].map { $0.joined(separator: " ") }
      let signatures = hashing.signatures(of: try joined(pair))
      let (a, b) = (signatures.prefix(hashing.size), signatures.suffix(hashing.size))
      agreement += Double(zip(a, b).count { $0 == $1 }) / Double(hashing.size) / 200
      index += Double(cut - 2) / Double(2 * 58 - (cut - 2)) / 200
    }
    #expect(abs(agreement - index) < 0.015, "\(agreement), \(index)")
  }

  @Test func theBandsFitTheThreshold() {
    let hashing = MinHash(threshold: 0.8, seed: 1)
    #expect(hashing.rows == 5 && hashing.bands == 18)
    for threshold in [0.001, 0.05, 0.3, 0.5, 0.9, 0.99, 1] {
      let hashing = MinHash(threshold: threshold, seed: 1)
      #expect(hashing.rows >= 1 && hashing.bands >= 1 && hashing.size <= 128)
    }
  }

  @Test func manyEqualDocumentsAreOneCluster() throws {
    let texts = [String](repeating: "a text of more than three words", count: 20_000)
    let firsts = NearDuplicates(threshold: 0.8, seed: 1).firsts(in: try joined(texts))
    #expect(firsts.allSatisfy { $0 == 0 })
  }
}
