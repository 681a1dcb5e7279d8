import CLinearAlgebra
import Foundation

/// What is wanted of the distribution over the vocabulary.
struct VocabularyRequest {
  /// The token of each row whose logit is wanted; empty for none.
  var targets: [Token] = []
  /// How many of the largest logits.
  var candidates = 0
  /// Whether mean and deviation of the log-probability are wanted.
  var moments = false
  /// Whether all logits are wanted.
  var logits = false
}

/// What the output layer says of some rows.
struct VocabularyReading {
  /// Logarithm of the sum of the exponentials of all logits.
  var logNormalizers: [Float] = []
  /// Log-probability of each target, rounded once from double precision.
  var targetLogProbabilities: [Float] = []
  /// The largest logits, the largest first, ties by the smaller token.
  var candidates: [Candidates] = []
  var moments: [(mean: Float, deviation: Float)] = []
  /// All logits of each row.
  var logits: [[Float]] = []
}
