import Estimators
import LinearAlgebra
import Testing

@Suite struct ClassificationTreeTests {
  private func fit(
    _ rows: [(Value, Value, Int)], _ estimator: ClassificationTree = .init()
  ) throws -> DecisionTree {
    let schema = Schema(
      features: [
        Feature(name: "age", kind: .numeric(minimum: 0, maximum: 100)),
        Feature(name: "colour", kind: .categorical(["blue", "green", "red", "white"])),
      ], target: "t", classes: ["no", "yes"])
    let data = Dataset(
      name: "rows", schema: schema, inputs: rows.map { Query([$0.0, $0.1]) },
      labels: rows.map(\.2))
    var generator = PhiloxGenerator(seed: 1)
    return try estimator.fit(data, using: &generator)
  }

  // Red is yes every time, the others are no but once.
  private let colours: [(Value, Value, Int)] = [
    (.number(10), .category(2), 1), (.number(20), .category(0), 0), (.number(30), .category(2), 1),
    (.number(40), .category(1), 0), (.number(50), .category(2), 1), (.number(60), .category(0), 1),
    (.number(70), .category(2), 1), (.number(80), .category(1), 0),
  ]

  @Test func oneCategoryIsSetAgainstTheRest() throws {
    let tree = try fit(colours)
    #expect(tree.nodes[0].split == .categories(feature: 1, groups: [[2], [0, 1, 3]]))
    #expect(tree.nodes[0].answer == .init(label: 1, confidence: 0.30574))
    let red = tree.nodes[tree.nodes[0].children[0]]
    #expect(red.count == 4 && red.split == nil)
    // Four of four: 1 / (1 + 1.96² / 4).
    #expect(red.answer == .init(label: 1, confidence: 0.5101))
    // White has no rows: it goes with the rest.
    let white = tree.predictions(for: [Query([.number(60), .category(3)])])[0]
    #expect(white.label == 1 && white.fields == [0, 1])
  }

  @Test func everyCategoryHasABranchIfItHasTheRows() throws {
    let limits = TreeLimits(minimumLeafSize: 2, categories: .everyCategory)
    let tree = try fit(colours, .init(limits: limits))
    #expect(tree.nodes[0].split == .categories(feature: 1, groups: [[0], [1], [2]]))
    #expect(tree.nodes[0].children.count == 3)
    // No branch takes white: it stops at the root.
    #expect(tree.node(for: Query([.number(1), .category(3)])) == 0)

    let few = TreeLimits(minimumLeafSize: 3, categories: .everyCategory)
    // Of two categories with three rows or more there is one only, so that age must do.
    let byAge = try fit(colours, .init(limits: few))
    guard case .threshold(feature: 0, _)? = byAge.nodes[0].split else {
      Issue.record("the root splits otherwise: \(byAge.nodes[0])")
      return
    }
  }

  @Test func thresholdsLieHalfwayAndTheFirstOfEqualsWins() throws {
    let rows: [(Value, Value, Int)] = [
      (.number(1), .category(0), 0), (.number(2), .category(0), 0), (.number(5), .category(0), 1),
    ]
    let tree = try fit(rows)
    #expect(tree.nodes[0].split == .threshold(feature: 0, 3.5))
    #expect(tree.leaves.count == 2)
    // Age 1 | 2 and colour blue | green part the two rows alike: the first feature wins.
    let equal = try fit([(.number(1), .category(0), 0), (.number(2), .category(1), 1)])
    #expect(equal.nodes[0].split == .threshold(feature: 0, 1.5))
  }

  @Test func neighboursThatNoNumberLiesBetweenArePartedAtTheLower() throws {
    let (low, high) = (1.0, 1.0.nextUp)
    let tree = try fit([(.number(low), .category(0), 0), (.number(high), .category(0), 1)])
    #expect(tree.nodes[0].split == .threshold(feature: 0, low))
    let huge = Double.greatestFiniteMagnitude
    let wide = try fit([(.number(-huge), .category(0), 0), (.number(huge), .category(0), 1)])
    #expect(wide.nodes[0].split == .threshold(feature: 0, 0))
  }

  // No single split of an exclusive or helps, two in a row do.
  @Test func aSplitThatHelpsOnlyLaterIsMadeAllTheSame() throws {
    let rows: [(Value, Value, Int)] = [
      (.number(0), .category(0), 0), (.number(0), .category(1), 1), (.number(1), .category(0), 1),
      (.number(1), .category(1), 0),
    ]
    let tree = try fit(rows)
    #expect(tree.leaves.count == 4 && tree.depth == 2)
    #expect(tree.predictions(for: rows.map { Query([$0.0, $0.1]) }).map(\.label) == rows.map(\.2))
  }

  @Test func equalRowsOfSeveralClassesEndInOneLeaf() throws {
    let rows: [(Value, Value, Int)] = [
      (.number(1), .category(0), 0), (.number(1), .category(0), 1), (.number(1), .category(0), 1),
    ]
    let tree = try fit(rows)
    #expect(tree.nodes.count == 1)
    #expect(tree.nodes[0].answer.label == 1)
  }

  @Test(arguments: TreeLimits.CategorySplits.allCases, ClassificationTree.Criterion.allCases)
  func nodesCountTheirRowsAndLeavesAnswerForThem(
    splits: TreeLimits.CategorySplits, criterion: ClassificationTree.Criterion
  ) throws {
    let data = Dataset.mixed()
    let limits = TreeLimits(maximumDepth: 5, minimumLeafSize: 4, categories: splits)
    var generator = PhiloxGenerator(seed: 1)
    let tree = try ClassificationTree(criterion: criterion, limits: limits)
      .fit(data, using: &generator)
    #expect(tree.depth <= 5 && tree.leaves.count > 5)
    let ends = Dictionary(grouping: data.inputs.indices) { tree.node(for: data.inputs[$0]) }
    for leaf in tree.leaves {
      let rows = try #require(ends[leaf])
      #expect(rows.count == tree.nodes[leaf].count && rows.count >= 4)
      let counts = (0..<3).map { label in rows.count { data.labels[$0] == label } }
      let answer = tree.nodes[leaf].answer
      #expect(counts[answer.label] == counts.max())
      let bound = NodeConfidence.lowerBound(majority: counts.max()!, of: rows.count)
      #expect(answer.confidence == (bound * 1e5).rounded() / 1e5)
    }
    #expect(ends.values.reduce(0) { $0 + $1.count } == data.count)
    let inner = tree.nodes.indices.filter { tree.nodes[$0].split != nil }
    for index in inner {
      let below = tree.nodes[index].children.reduce(0) { $0 + (tree.nodes[$1].count ?? 0) }
      #expect(below + (ends[index]?.count ?? 0) == tree.nodes[index].count)
      #expect(splits == .everyCategory || ends[index] == nil)
    }
  }

  // Breiman et al. 1984, theorem 4.5: for two classes the best of all 2^4 - 1 subsets of five
  // categories is among the four that the order by their shares gives.
  @Test(arguments: UInt64(1)...20) func noSubsetIsBetterThanTheOneFound(seed: UInt64) throws {
    let whole = Dataset.mixed(rows: 60, classes: 2, seed: seed)
    let schema = Schema(
      features: [whole.schema.features[3]], target: "t", classes: whole.schema.classes)
    let data = Dataset(
      name: "town", schema: schema, inputs: whole.inputs.map { Query([$0.values[3]]) },
      labels: whole.labels)
    func purity(_ group: Set<Int>) -> Double {
      let inside = data.inputs.indices.filter { row in
        guard case .category(let town) = data.inputs[row].values[0] else { return false }
        return group.contains(town)
      }
      let outside = data.inputs.indices.filter { !inside.contains($0) }
      return [inside, outside].reduce(0) { sum, rows in
        let yes = Double(rows.count { data.labels[$0] == 1 })
        let no = Double(rows.count) - yes
        return rows.isEmpty ? -.infinity : sum + (yes * yes + no * no) / Double(rows.count)
      }
    }
    var generator = PhiloxGenerator(seed: 1)
    let tree = try ClassificationTree(
      limits: TreeLimits(maximumDepth: 1, categories: .subsets)
    ).fit(data, using: &generator)
    guard case .categories(0, let groups)? = tree.nodes[0].split else {
      Issue.record("no split on towns")
      return
    }
    let best = (1..<31).map { bits in
      purity(Set((0..<5).filter { bits >> $0 & 1 == 1 }))
    }.max()!
    #expect(abs(purity(Set(groups[0])) - best) < 1e-9)
  }
}
