import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Reports

/// Table 6 of Tramèr et al. 2016: the extraction of decision trees.
///
/// The models of BigML's gallery are gone, so that each row is a stand-in of the published shape
/// (`StandInTree`); German Credit stands there a second time, as a tree trained on the real data.
/// Each is stolen by path finding, top-down and our adaptive attack.
public struct ExtractionTable6: Sendable {
  /// The name that `skua reproduce` takes.
  public static let name = "extraction-table-6"

  /// Decides first inputs, probes and the rows to compare on; the stand-ins have seeds of their own.
  public var seed: UInt64
  /// Whether the slowest rows are left out.
  public var isQuick: Bool
  /// A user's own data, for a row of its own; `nil` for none.
  public var data: DataSource?

  /// A run of all rows.
  public init(isQuick: Bool = false, data: DataSource? = nil, seed: UInt64 = 1) {
    self.isQuick = isQuick
    self.data = data
    self.seed = seed
  }

  /// Builds the targets, steals them and compares.
  ///
  /// - Throws: `EstimatorError` if the user's data can't be read or fitted, or `OracleError`.
  public func run() async throws -> Reproduction {
    let clock = ContinuousClock.now
    var rows: [Reproduction.Row] = []
    var rounding: [Reproduction.Row] = []
    for target in try targets() {
      for attack in TreeAttackKind.allCases {
        rows.append(try await row(target, attack))
      }
      for decimals in [5, 4, 3, 2] where target.published != nil {
        for attack in [TreeAttackKind.topDown, .adaptive] {
          rounding.append(try await row(target, attack, decimals: decimals))
        }
      }
    }
    var reproduction = Reproduction(
      name: Self.name, title: Self.title, rows: rows + rounding,
      seconds: clock.duration(to: .now).seconds, notes: Self.notes,
      table: Self.table(rows))
    reproduction.furtherTables = [Self.roundingTable(rounding)]
    return reproduction
  }

  /// A tree to steal.
  struct Target {
    let name: String
    let key: String
    let tree: DecisionTree
    let epsilon: Double
    /// Rows that stand for the data set's.
    let testRows: [Query]
    /// What the paper reports; `nil` for a tree that isn't in it.
    let published: PublishedTree?
  }

  private func targets() throws -> [Target] {
    var targets: [Target] = []
    for standIn in StandInTree.all {
      if isQuick, ["irs", "email-spam"].contains(standIn.key) { continue }
      let tree = try standIn.tree()
      var generator = RandomStream.evaluation.generator(seed)
      targets.append(
        Target(
          name: standIn.name, key: standIn.key, tree: tree, epsilon: standIn.epsilon,
          testRows: tree.rowsByLeaf(EvaluationData.uniformPoints, using: &generator),
          published: PublishedTree.all[standIn.key]))
    }
    targets.append(
      try trained("German Credit, real data", "german-credit-real", on: Self.germanCredit))
    if let data { targets.append(try trained(data.name, "data", on: data)) }
    return targets
  }

  /// The source of the real row.
  static let germanCredit = DataSource(ShippedDataset.germanCredit.name)

  private func trained(
    _ name: String, _ key: String, on source: DataSource
  ) throws(EstimatorError) -> Target {
    let limits = TreeLimits(maximumDepth: 11, minimumLeafSize: 15)
    let file = try TreeTraining(on: source, limits: limits, seed: seed).run().file
    let rows = try EvaluationRows(for: file, seed: seed)
    return Target(
      name: name, key: key, tree: file.tree, epsilon: 1e-3,
      testRows: rows.test ?? rows.all ?? [], published: nil)
  }

  private func row(
    _ target: Target, _ kind: TreeAttackKind, decimals: Int? = nil
  ) async throws -> Reproduction.Row {
    let filters = decimals.map { [AnswerFilter.rounded(decimals: $0)] } ?? []
    var run = TreeExtractionRun(
      against: TreeFile(target.tree), with: kind.attack(epsilon: target.epsilon))
    run.filters = filters
    run.seed = seed
    let outcome = try await run.run()
    let copy = outcome.extraction
    var generator = RandomStream.evaluation.generator(seed)
    let uniform = target.tree.schema.randomRows(
      count: EvaluationData.uniformPoints, using: &generator)
    func agreement(_ rows: [Query]) -> Double {
      TreeComparison.agreement(
        of: copy.copy, with: target.tree, on: rows, uncovered: copy.uncoveredLeaves)
    }
    let cost = TreeSearchCost(target.tree, epsilon: target.epsilon)
    var labels: [String: Reproduction.Label] = [
      "model": .name(target.key), "title": .name(target.name), "attack": .name(kind.rawValue),
    ]
    if let decimals { labels["decimals"] = .count(decimals) }
    let seen = target.tree.leaves.map { node in
      filters.reduce(target.tree.nodes[node].answer.prediction) { $1($0) }
    }
    return Reproduction.Row(
      labels: labels,
      published: decimals == nil ? target.published?.values(of: kind) ?? [:] : [:],
      measured: [
        "leaves": Double(seen.count), "identities": Double(Set(seen).count),
        "depth": Double(target.tree.depth), "test": agreement(target.testRows),
        "uniform": agreement(uniform), "queries": Double(outcome.spent),
        "rounds": Double(copy.rounds), "floor": Double(cost.floor),
        "binary_search": Double(cost.binarySearch),
        "structure_equal": outcome.comparison.isEqual ? 1 : 0,
        "matched_leaves": Double(outcome.comparison.matched), "seconds": copy.seconds,
      ])
  }
}

extension DecisionTree {
  /// Rows that come to each leaf as often as to any other.
  ///
  /// Rows of the training data are found in every leaf, and uniform ones hardly in a small one.
  func rowsByLeaf(_ count: Int, using generator: inout some RandomNumberGenerator) -> [Query] {
    let regions = LeafRegion.all(of: self).filter { $0.middle(in: schema) != nil }
    return (0..<count).map { index in
      let region = regions[index % regions.count].region
      return Query(
        zip(region.sides, schema.features).map { side, feature in
          switch (side, feature.kind) {
          case (.interval(let above, let upTo), .numeric(let minimum, let maximum)):
            let (lower, upper) = (max(above, minimum), min(upTo, maximum))
            // The lower end is outside, the upper one inside.
            return .number(upper - (upper - lower) * generator.uniform())
          case (.categories(let present), _):
            return .category(present[generator.integer(below: present.count)])
          default: return .missing
          }
        })
    }
  }
}
