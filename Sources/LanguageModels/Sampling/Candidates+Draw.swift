import Foundation

extension Candidates {
  /// Whether the candidate at one place comes before that at another: larger logits first, equal
  /// ones by token.
  func comes(_ a: Int, before b: Int) -> Bool {
    logits[a] != logits[b] ? logits[a] > logits[b] : tokens[a] < tokens[b]
  }

  /// Places of the candidates, from the likeliest to the least likely.
  var descendingOrder: [Int] { tokens.indices.sorted { comes($0, before: $1) } }

  /// Numbers in proportion to the candidates' probabilities, the largest 1.
  var weights: [Double] {
    let largest = Double(logits.max() ?? 0)
    return logits.map { exp(Double($0) - largest) }
  }

  /// The place of the largest logit; of equal ones that of the smallest token.
  public var greedyIndex: Int {
    tokens.indices.dropFirst().reduce(0) { comes($1, before: $0) ? $1 : $0 }
  }

  /// The token that a uniform number in [0, 1) draws; 0 if there is no candidate.
  ///
  /// Candidates stand on a line, the likeliest first, equal ones by token, each as long as it is
  /// probable; so the draw doesn't depend on the order in which they are stored.
  /// - Complexity: O(n) on average: the line is cut where the number lies, never sorted as a whole.
  public func token(at uniform: Double) -> Token {
    guard !tokens.isEmpty else { return 0 }
    let weights = weights
    let goal = uniform * weights.reduce(0, +)
    var places = Array(tokens.indices)
    var (low, high, passed) = (0, places.count, 0.0)
    while high - low > 12 {
      let middle = partition(&places, low, high)
      let before = places[low..<middle].reduce(0) { $0 + weights[$1] }
      if passed + before > goal {
        high = middle
      } else {
        passed += before + weights[places[middle]]
        if passed > goal { return tokens[places[middle]] }
        low = middle + 1
      }
    }
    for place in places[low..<high].sorted(by: { comes($0, before: $1) }) {
      passed += weights[place]
      if passed > goal { return tokens[place] }
    }
    // Only rounding leads here: the goal is the sum of all weights.
    return tokens[greedyIndex]
  }

  /// Puts what comes before a pivot before it and returns where the pivot is.
  private func partition(_ places: inout [Int], _ low: Int, _ high: Int) -> Int {
    places.swapAt((low + high) / 2, high - 1)
    let pivot = places[high - 1]
    var middle = low
    for i in low..<(high - 1) where comes(places[i], before: pivot) {
      places.swapAt(i, middle)
      middle += 1
    }
    places.swapAt(middle, high - 1)
    return middle
  }

  /// Keeps the candidates at some places.
  mutating func keep(_ places: some Sequence<Int>) {
    let places = Array(places)
    (tokens, logits) = (places.map { tokens[$0] }, places.map { logits[$0] })
  }
}
