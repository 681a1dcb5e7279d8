import Foundation
import LinearAlgebra

@testable import Estimators

/// Reference values that `Tests/Fixtures/trees.py` computed with scikit-learn and SciPy.
struct TreeFixture: Decodable {
  struct Rows: Decodable {
    let points: [[Double]]
    let target: [Double]
  }

  struct Tree: Decodable {
    let name: String
    let data: String
    let criterion: ClassificationTree.Criterion?
    let maximumDepth: Int?
    let minimumLeafSize: Int
    let minimumSplitSize: Int
    let alpha: Double
    let nodes: [Node]
    let queries: [[Double]]
    let predictions: [Double]

    var limits: TreeLimits {
      TreeLimits(
        maximumDepth: maximumDepth, minimumLeafSize: minimumLeafSize,
        minimumSplitSize: minimumSplitSize,
        pruning: alpha > 0 ? .costComplexity(alpha) : .none)
    }
  }

  /// A node of scikit-learn: children of index -1 mean a leaf; shares of the classes, or the mean.
  struct Node: Decodable {
    let feature: Int
    let threshold: Double
    let left: Int
    let right: Int
    let rows: Int
    let value: [Double]
  }

  struct Quantile: Decodable {
    let probability: Double
    let degrees: Double
    let value: Double
  }

  struct LowerBound: Decodable {
    let majority: Int
    let count: Int
    let value: Double
  }

  struct ErrorBound: Decodable {
    let squares: Double
    let count: Int
    let value: Double
  }

  let data: [String: Rows]
  let trees: [Tree]
  let quantiles: [Quantile]
  let lowerBounds: [LowerBound]
  let errorBounds: [ErrorBound]

  static func load() throws -> TreeFixture {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/trees.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(TreeFixture.self, from: Data(contentsOf: url))
  }
}

extension Dataset {
  /// Rows of two numbers and two categories, of 3 and 5, with a class that follows from them, but
  /// for some noise.
  static func mixed(rows: Int = 400, classes: Int = 3, seed: UInt64 = 1) -> Dataset {
    var generator = PhiloxGenerator(seed: seed)
    let inputs = mixedInputs(rows, using: &generator)
    let labels = inputs.map { input in
      generator.uniform() < 0.1
        ? generator.integer(below: classes) : Int(abs(score(input))) % classes
    }
    return Dataset(
      name: "mixed", schema: mixedSchema((0..<classes).map { "c\($0)" }), inputs: inputs,
      labels: labels)
  }

  /// The same rows with a number that follows from them.
  static func mixedNumbers(rows: Int = 400, seed: UInt64 = 1) -> Dataset {
    var generator = PhiloxGenerator(seed: seed)
    let inputs = mixedInputs(rows, using: &generator)
    let values = inputs.map { score($0) + generator.normal() }
    return Dataset(name: "mixed", schema: mixedSchema([]), inputs: inputs, values: values)
  }

  private static func mixedSchema(_ classes: [String]) -> Schema {
    Schema(
      features: [
        Feature(name: "age", kind: .numeric(minimum: 0, maximum: 100)),
        Feature(name: "colour", kind: .categorical(["blue", "green", "red"])),
        Feature(name: "spend", kind: .numeric(minimum: -10, maximum: 10)),
        Feature(name: "town", kind: .categorical(["a", "b", "c", "d", "e"])),
      ], target: "target", classes: classes)
  }

  private static func mixedInputs(
    _ rows: Int, using generator: inout PhiloxGenerator
  ) -> [Query] {
    (0..<rows).map { _ in
      Query([
        .number(Double(generator.integer(below: 101))), .category(generator.integer(below: 3)),
        .number(generator.uniform(from: -10, to: 10)), .category(generator.integer(below: 5)),
      ])
    }
  }

  private static func score(_ input: Query) -> Double {
    guard case .number(let age) = input.values[0], case .category(let colour) = input.values[1],
      case .number(let spend) = input.values[2], case .category(let town) = input.values[3]
    else { return 0 }
    return age / 20 + (spend > 2 ? 3 : 0) + [0, 2, 5][colour] + [1, 0, 4, 0, 2][town]
  }
}
