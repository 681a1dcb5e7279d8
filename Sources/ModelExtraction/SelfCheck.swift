public import Estimators
import Foundation
import LinearAlgebra
public import Oracles

/// A copy's error as its attacker can measure it: on further queries that the solver never saw.
public struct SelfCheck: Sendable, Hashable {
  /// Further queries asked; fewer than wished where the budget ended.
  public let queries: Int
  /// How many of them the copy labels otherwise than the target.
  public let disagreements: Int
  /// Mean total variation distance of the probabilities; `nil` where answers carry labels only.
  public let meanTotalVariation: Double?
  /// Largest total variation distance.
  public let largestTotalVariation: Double?

  /// An upper bound on the share of inputs labelled otherwise, at 95% confidence.
  ///
  /// Clopper and Pearson 1934: the share under which as few disagreements as these come up with
  /// probability 5%. Without any disagreement that is about 3 / queries, however exact the copy.
  public var disagreementBound: Double {
    guard disagreements < queries else { return 1 }
    var (lower, upper) = (0.0, 1.0)
    for _ in 0..<60 {
      let share = (lower + upper) / 2
      if chance(ofAtMost: disagreements, among: queries, at: share) > 0.05 {
        lower = share
      } else {
        upper = share
      }
    }
    return upper
  }

  /// Compares a copy with the target on uniform inputs.
  ///
  /// - Parameters:
  ///   - copy: The rebuilt model.
  ///   - oracle: The target.
  ///   - count: Queries to ask; those that the budget refuses are left out.
  ///   - generator: Draws the inputs.
  /// - Returns: `nil` if no query was granted.
  public static func compare(
    _ copy: some Model, with oracle: some Oracle, queries count: Int,
    using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> SelfCheck? {
    let inputs = oracle.space.uniformQueries(count, using: &generator)
    let answers = try await oracle.queryWithinBudget(inputs)
    guard !answers.isEmpty else { return nil }
    return SelfCheck(
      copy, on: Array(inputs.prefix(answers.count)), answers: answers, in: oracle.space)
  }

  init(
    _ copy: some Model, on inputs: [Query], answers: [Prediction], in space: InputSpace
  ) {
    let own = copy.probabilities(for: space.points(for: inputs))
    var disagreements = 0
    var distances: [Double] = []
    for (row, answer) in answers.enumerated() {
      let prediction = Prediction(probabilities: own[row: row])
      if prediction.label != answer.label { disagreements += 1 }
      if let theirs = answer.probabilities, theirs.count == own.columns {
        distances.append(zip(theirs, own[row: row]).reduce(0) { $0 + abs($1.0 - $1.1) } / 2)
      }
    }
    queries = inputs.count
    self.disagreements = disagreements
    meanTotalVariation =
      distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count)
    largestTotalVariation = distances.max()
  }
}

/// The probability of at most `count` successes in `trials` of the given chance each.
private func chance(ofAtMost count: Int, among trials: Int, at share: Double) -> Double {
  (0...count).reduce(0) { sum, successes in
    let (n, k) = (Double(trials), Double(successes))
    let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return sum + exp(ways + k * log(share) + (n - k) * log1p(-share))
  }
}
