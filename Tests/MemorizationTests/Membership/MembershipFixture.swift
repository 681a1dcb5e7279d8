import Foundation
import Testing

/// What Python's libraries answer; written by Fixtures/membership.py.
struct MembershipFixture: Decodable {
  let zlib: [Zlib]
  let lowercase: [Lowercase]
  let rankings: [Ranking]
  let intervals: [Interval]
  let metrics: [Metrics]
  let duplicates: Duplicates
  let combinations: [Combination]

  struct Zlib: Decodable {
    let text: Data
    let bytes: Int
  }

  struct Lowercase: Decodable {
    let text: String
    let lower: String
  }

  struct Ranking: Decodable {
    let scores: [Double]
    let labels: [Bool]
    let areaUnderCurve: Double
    let averagePrecision: Double
    let falsePositiveRates: [Double]
    let truePositiveRates: [Double]
  }

  struct Interval: Decodable {
    let successes: Int
    let trials: Int
    let confidence: Double
    let wilson: [Double]
    let exact: [Double]
  }

  struct Metrics: Decodable {
    let logProbabilities: [Float]
    let means: [Float]
    let deviations: [Float]
    let perplexity: Double
    let window: Double
    let minK: Double
    let minKPlusPlus: Double
  }

  struct Duplicates: Decodable {
    let texts: [String]
    let orders: [[Int]]
    let kept: [[Int]]
  }

  struct Combination: Decodable {
    let ridge: Double
    let labels: [Bool]
    let scores: [[Double?]]
    let weights: [Double]
    let intercept: Double
    let logOdds: [Double]
  }

  static func load() throws -> Self {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/membership.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Self.self, from: Data(contentsOf: url))
  }
}
