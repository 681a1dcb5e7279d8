import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Reports

/// Figure 3 of Tramèr et al. 2016: a toy tree over Color and Size, and the attacks' steps on it.
///
/// The paper follows x = {Size = 50, Color = R} to leaf id2. The figure's other labels are not in
/// the text, so that the rest of the tree is ours.
public struct ExtractionFigure3: Sendable {
  /// The name that `skua reproduce` takes.
  public static let name = "extraction-figure-3"

  /// The seed of the adaptive attack's probes.
  public var seed: UInt64

  /// The figure.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// The granularity: sizes are whole.
  static let epsilon = 1.0

  /// The tree: each leaf's class is its identity, inner nodes answer with low confidences.
  static func tree() throws(EstimatorError) -> DecisionTree {
    let schema = Schema(
      features: [
        Feature(name: "Color", kind: .categorical(["R", "B", "G", "Y", "O"])),
        Feature(name: "Size", kind: .numeric(minimum: 0, maximum: 100)),
      ],
      target: "leaf", classes: ["id1", "id2", "id3", "id4", "id5"])
    func leaf(_ label: Int) -> DecisionTree.Node {
      DecisionTree.Node(answer: .init(label: label, confidence: 0.9))
    }
    return try DecisionTree(
      schema: schema,
      nodes: [
        DecisionTree.Node(
          answer: .init(label: 0, confidence: 0.1),
          split: .threshold(feature: 1, 40), children: [1, 2]),
        leaf(0),
        DecisionTree.Node(
          answer: .init(label: 1, confidence: 0.2),
          split: .categories(feature: 0, groups: [[0], [1, 2], [3, 4]]), children: [3, 4, 5]),
        DecisionTree.Node(
          answer: .init(label: 1, confidence: 0.3),
          split: .threshold(feature: 1, 60), children: [6, 7]),
        leaf(3), leaf(4), leaf(1), leaf(2),
      ])
  }

  /// Runs the three attacks and lists what each asks.
  public func run() async throws -> Reproduction {
    let clock = ContinuousClock.now
    let tree = try Self.tree()
    var rows: [Reproduction.Row] = []
    var lines: [Table.Row] = []
    let start = Query([.category(0), .number(50)])
    let attacks: [(TreeAttackKind, any TreeAttack)] = [
      (.pathFinding, PathFinding(epsilon: Self.epsilon, start: start)),
      (.topDown, TopDown(epsilon: Self.epsilon)),
      (.adaptive, AdaptiveTreeExtraction(epsilon: Self.epsilon)),
    ]
    for (kind, attack) in attacks {
      let ledger = MemoryLedger()
      let oracle = RecordedOracle(LocalOracle(tree, space: .raw(tree.schema)), ledger: ledger)
      var generator = RandomStream.attack.generator(seed)
      let result = try await attack.extract(from: oracle, using: &generator)
      let comparison = TreeComparison(of: result.copy, with: tree, epsilon: Self.epsilon)
      lines.append(
        .group(
          "\(kind.title): \(result.queries) queries in \(result.rounds) rounds, "
            + "\(comparison.matched) of \(comparison.leaves) leaves"))
      for (step, entry) in await ledger.entries.enumerated() {
        lines.append(.cells(Self.cells(step, entry, tree.schema)))
      }
      rows.append(
        Reproduction.Row(
          labels: ["attack": .name(kind.rawValue)], published: [:],
          measured: [
            "queries": Double(result.queries), "rounds": Double(result.rounds),
            "structure_equal": comparison.isEqual ? 1 : 0,
          ]))
    }
    let notes = [
      "The tree, of which the paper's text gives the features and the leaf of x = {Size = 50, Color = "
        + "R}; the rest is ours:\n" + TreeText(tree).rules(),
      "Sizes are sought to within 1. An answer of an inner node names the feature that it lacks.",
    ]
    return Reproduction(
      name: Self.name, title: Self.title, rows: rows, seconds: clock.duration(to: .now).seconds,
      notes: notes,
      table: Table(
        title: Self.title,
        columns: [
          .init("step", .right), .init("Color"), .init("Size", .right), .init("answer"),
          .init("asks for"),
        ],
        rows: lines, footnotes: notes.suffix(1)),
      preface: "The tree:\n\n" + TreeText(tree).rules() + "\n")
  }

  static let title =
    "Figure 3 of Tramèr et al. 2016: the attacks' steps on a tree over Color and Size"

  private static func cells(_ step: Int, _ entry: LedgerEntry, _ schema: Schema) -> [String] {
    let values = schema.cells(of: entry.query).map { $0.isEmpty ? "-" : $0 }
    let wanted = (entry.answer?.fields ?? []).first { entry.query.values[$0] == .missing }
    let answer = entry.answer.map { answer in
      wanted == nil ? schema.classes[answer.label] : "inner node"
    }
    return [
      "\(step + 1)", values[0], values[1], answer ?? "",
      wanted.map { schema.features[$0].name } ?? "",
    ]
  }
}
