import ArgumentParser
import Estimators
import Foundation
import LinearAlgebra
import ModelExtraction
import Oracles

/// `extraction-bench trees`: how long the attacks on decision trees take in front of a local oracle.
struct TreesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trees",
    abstract: "Steals random trees of growing size and prints seconds, queries and memory.")

  @Option(help: ArgumentHelp("Sizes of the trees.", valueName: "n,n")) var leaves = "100,1000,4000"
  @Option(help: ArgumentHelp("path-finding, top-down or adaptive.", valueName: "name"))
  var attack = "adaptive"

  func run() async throws {
    print("attack        leaves   queries   rounds  seconds  peak MB  exact")
    for count in leaves.split(separator: ",").compactMap({ Int($0) }) {
      let tree = try tree(leaves: count)
      var generator = PhiloxGenerator(seed: 1)
      let result = try await chosen().extract(
        from: LocalOracle(tree, space: .raw(tree.schema)), using: &generator)
      let equal = TreeComparison(of: result.copy, with: tree, epsilon: 1e-3).isEqual
      let line = String(
        format: "%@ %6d %9d %8d %8.2f %8.1f",
        attack.padding(toLength: 13, withPad: " ", startingAt: 0),
        count, result.queries, result.rounds, result.seconds, Double(peakBytes) / 1e6)
      print("\(line)  \(equal)")
    }
  }

  private func chosen() throws -> any TreeAttack {
    switch attack {
    case "path-finding": PathFinding()
    case "top-down": TopDown()
    case "adaptive": AdaptiveTreeExtraction()
    default: throw ValidationError("--attack takes path-finding, top-down or adaptive")
    }
  }

  /// Ten features, of which three are categories.
  private func tree(leaves: Int) throws -> DecisionTree {
    let numbers = (0..<7).map {
      Feature(name: "n\($0)", kind: .numeric(minimum: 0, maximum: [10, 1000, 100_000][$0 % 3]))
    }
    let categories = [2, 4, 8].map { count in
      Feature(name: "c\(count)", kind: .categorical((0..<count).map { "v\($0)" }))
    }
    var generator = PhiloxGenerator(seed: 1, stream: UInt64(leaves))
    return try RandomTree(
      schema: Schema(features: numbers + categories, target: "y", classes: ["a", "b", "c"]),
      leaves: leaves, decimals: [0: 2, 3: 2, 6: 2]
    ).tree(using: &generator)
  }

  /// The largest resident size of this process so far.
  private var peakBytes: Int {
    var usage = rusage()
    #if os(macOS)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss * 1024
    #endif
  }
}
