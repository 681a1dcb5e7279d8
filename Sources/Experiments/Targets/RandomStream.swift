import LinearAlgebra

/// The independent random sequences of one seed, one per purpose.
///
/// A victim and its attacker never share a sequence, even where a user gives both the same seed.
public enum RandomStream: UInt64, Sendable {
  /// The split into training rows and held-out rows.
  case split = 1
  /// First weights and batches of a training.
  case training = 2
  /// An attack's queries and starts.
  case attack = 3
  /// Further queries of the attacker's own check.
  case check = 4
  /// The uniform inputs on which a copy is compared.
  case evaluation = 5

  /// The generator of this purpose under a seed.
  func generator(_ seed: UInt64) -> PhiloxGenerator {
    PhiloxGenerator(seed: seed, stream: rawValue)
  }
}
