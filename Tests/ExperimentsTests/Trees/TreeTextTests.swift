import Estimators
import Experiments
import Reports
import Testing

@Suite struct TreeTextTests {
  private let tree: DecisionTree

  init() throws {
    tree = try DecisionTree(
      schema: Schema(
        features: [
          Feature(name: "age", kind: .numeric(minimum: 0, maximum: 100)),
          Feature(name: "colour", kind: .categorical(["blue", "green", "red"])),
        ], target: "tier", classes: ["gold", "silver"]),
      nodes: [
        .init(
          answer: .init(label: 0), split: .threshold(feature: 0, 28.42999839782715),
          children: [1, 4]),
        .init(
          answer: .init(label: 0), split: .categories(feature: 1, groups: [[2], [0, 1]]),
          children: [2, 3]),
        .init(answer: .init(label: 0, confidence: 0.90425), count: 1200),
        .init(answer: .init(label: 1, confidence: 0.5), count: 1),
        .init(answer: .init(label: 1)),
      ])
  }

  @Test func rulesAreIndentedAndExact() {
    #expect(
      TreeText(tree).rules() == """
        age <= 28.42999839782715
          colour = red: gold (0.90425, 1,200 rows)
          colour != red: silver (0.5, 1 row)
        age > 28.42999839782715: silver
        """)
    #expect(
      TreeText(tree).rules(lines: 1)
        == "age <= 28.42999839782715\n... and 3 more lines")
  }

  @Test func aLoneLeafIsItsAnswer() throws {
    let lone = try DecisionTree(
      schema: Schema(features: [], target: "y", classes: []),
      nodes: [.init(answer: .init(value: 1234.56789, confidence: 2.5), count: 3)])
    #expect(TreeText(lone).rules() == "1234.57 (2.5, 3 rows)")
    #expect(TreeDescription(lone).text.contains("y: a number, 0 features, 1 leaves"))
  }

  @Test func theDrawingHasANodePerNode() {
    let diagram = TreeText(tree).diagram(title: "Tiers")
    #expect(
      diagram.nodes.map(\.name)
        == ["age", "colour", "gold (0.90425)", "silver (0.5)", "silver"])
    #expect(diagram.nodes[0].branches.map(\.label) == ["<= 28.43", "> 28.43"])
    #expect(diagram.nodes[1].branches.map(\.child) == [2, 3])
    #expect(diagram.svg().contains("colour"))
  }
}
