// A learned combination as a JSON file.

import Foundation

extension MetricCombination: Codable {
  private enum CodingKeys: String, CodingKey {
    case metrics, weights, intercept, ridge, converged
    case scales = "quantiles"
  }

  /// Reads a combination; lists that don't fit together, and quantiles that don't ascend, are
  /// refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let quantiles = try container.decode([[Double]].self, forKey: .scales)
    self.init(
      metrics: try container.decode([MembershipMetric].self, forKey: .metrics),
      weights: try container.decode([Double].self, forKey: .weights),
      intercept: try container.decode(Double.self, forKey: .intercept),
      ridge: try container.decode(Double.self, forKey: .ridge),
      converged: try container.decode(Bool.self, forKey: .converged),
      scales: quantiles.map(NormalScores.init(knots:)))
    guard !metrics.isEmpty, weights.count == metrics.count, scales.count == metrics.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .weights, in: container,
        debugDescription: "\(metrics.count) metrics have \(weights.count) weights and "
          + "\(scales.count) lists of quantiles")
    }
    guard scales.allSatisfy(\.isValid) else {
      throw DecodingError.dataCorruptedError(
        forKey: .scales, in: container,
        debugDescription: "a list of quantiles is not \(NormalScores.knotCount) ascending numbers")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(metrics, forKey: .metrics)
    try container.encode(weights, forKey: .weights)
    try container.encode(intercept, forKey: .intercept)
    try container.encode(ridge, forKey: .ridge)
    try container.encode(converged, forKey: .converged)
    try container.encode(scales.map(\.knots), forKey: .scales)
  }

  /// Reads a combination from a file that `write(to:)` wrote.
  ///
  /// - Throws: `MemorizationError` of code `file` or `format`.
  public static func read(from path: String) throws(MemorizationError) -> Self {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw MemorizationError(
        .file, "\(path) can't be read: give a file that holds a combination of metrics.",
        underlying: error)
    }
    do {
      return try JSONDecoder().decode(Self.self, from: data)
    } catch {
      throw MemorizationError(
        .format, "\(path) holds no combination of metrics (\(error.reason)); learn it anew.",
        underlying: error)
    }
  }

  /// Writes the combination as JSON, or leaves the file as it was.
  ///
  /// - Throws: `MemorizationError` of code `file`.
  public func write(to path: String) throws(MemorizationError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      try encoder.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw MemorizationError(.file, "\(path) can't be written.", underlying: error)
    }
  }
}

extension NormalScores {
  /// Whether the knots are as many as they must be, finite and ascending.
  fileprivate var isValid: Bool {
    knots.isEmpty
      || (knots.count == Self.knotCount && knots.allSatisfy(\.isFinite)
        && zip(knots, knots.dropFirst()).allSatisfy { $0 <= $1 })
  }

  fileprivate init(knots: [Double]) { self.knots = knots }
}

extension Error {
  /// What a decoder complains of, in a few words.
  fileprivate var reason: String {
    switch self as? DecodingError {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .valueNotFound(_, let context), .typeMismatch(_, let context),
      .dataCorrupted(let context):
      context.debugDescription
    default: "\(self)"
    }
  }
}
