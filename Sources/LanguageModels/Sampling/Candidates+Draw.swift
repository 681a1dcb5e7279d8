import Foundation

extension Candidates {
  /// Numbers in proportion to the candidates' probabilities, the largest 1.
  var weights: [Float] {
    let largest = logits.max() ?? 0
    return logits.map { exp($0 - largest) }
  }

  /// The place of the largest logit; of equal ones that of the smallest token.
  public var greedyIndex: Int {
    tokens.indices.dropFirst().reduce(0) { key($1) > key($0) ? $1 : $0 }
  }

  /// The token that a uniform number in [0, 1) draws; 0 if there is no candidate.
  ///
  /// Candidates stand on a line by their numbers, each as long as it is probable; so the draw
  /// doesn't depend on the order in which they are stored.
  public func token(at uniform: Double) -> Token {
    guard !tokens.isEmpty else { return 0 }
    let weights = weights
    let isInOrder = zip(tokens, tokens.dropFirst()).allSatisfy { $0 < $1 }
    let order = isInOrder ? nil : tokens.indices.sorted { tokens[$0] < tokens[$1] }
    var sum = 0.0
    for i in tokens.indices { sum += Double(weights[order?[i] ?? i]) }
    let goal = uniform * sum
    var passed = 0.0
    for i in tokens.indices {
      let place = order?[i] ?? i
      passed += Double(weights[place])
      if passed > goal { return tokens[place] }
    }
    // Only rounding leads here: the goal is the sum of all weights.
    return tokens[greedyIndex]
  }
}

// Ranks: candidates from the likeliest to the least likely, equal ones by token.
extension Candidates {
  /// A number that is larger for a likelier candidate, and of equal ones for the smaller token.
  func key(_ place: Int) -> UInt64 {
    let bits = logits[place].bitPattern
    let ordered = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
    return UInt64(ordered) << 32 | UInt64(UInt32.max - UInt32(bitPattern: tokens[place]))
  }

  /// The key of the candidate at which the sum of weights, the likeliest candidate first, reaches a
  /// goal.
  ///
  /// - Complexity: O(n) on average: keys are parted where the goal lies, never sorted as a whole.
  func cut(at goal: Double, weight: (_ logit: Float) -> Double) -> UInt64 {
    var keys = tokens.indices.map(key)
    var (low, high, passed) = (0, keys.count - 1, 0.0)
    while low < high {
      let middle = keys.part(low, high)
      let before = keys[low..<middle].reduce(0) { $0 + weight(Self.logit($1)) }
      let with = before + weight(Self.logit(keys[middle]))
      if passed + before >= goal, middle > low {
        high = middle - 1
      } else if passed + with >= goal {
        return keys[middle]
      } else {
        passed += with
        low = middle + 1
      }
    }
    return keys[min(low, keys.count - 1)]
  }

  /// Drops what comes after a candidate, and leaves the rest where it is.
  mutating func keep(upTo cut: UInt64) {
    let kept = tokens.indices.filter { key($0) >= cut }
    (tokens, logits) = (kept.map { tokens[$0] }, kept.map { logits[$0] })
  }

  private static func logit(_ key: UInt64) -> Float {
    let ordered = UInt32(key >> 32)
    return Float(bitPattern: ordered >> 31 == 1 ? ordered & ~(1 << 31) : ~ordered)
  }
}

extension [UInt64] {
  /// Puts larger keys of a range before a pivot, the others after it, and returns its place.
  fileprivate mutating func part(_ first: Int, _ last: Int) -> Int {
    withUnsafeMutableBufferPointer { keys in
      keys.swapAt(first + (last - first) / 2, last)
      let pivot = keys[last]
      var middle = first
      for i in first..<last where keys[i] > pivot {
        keys.swapAt(i, middle)
        middle += 1
      }
      keys.swapAt(middle, last)
      return middle
    }
  }
}
