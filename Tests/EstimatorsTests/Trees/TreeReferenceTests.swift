import Estimators
import LinearAlgebra
import Testing

@Suite struct TreeReferenceTests {
  /// The rows of a case, and the tree that Skua fits to them.
  private func fit(_ reference: TreeFixture.Tree, _ fixture: TreeFixture) throws -> DecisionTree {
    let rows = try #require(fixture.data[reference.data])
    let inputs = rows.points.map { Query(numbers: $0) }
    let features = rows.points[0].indices.map { index in
      let column = rows.points.map { $0[index] }
      return Feature(
        name: "x\(index)", kind: .numeric(minimum: column.min()!, maximum: column.max()!))
    }
    var generator = PhiloxGenerator(seed: 1)
    if ["number", "diabetes"].contains(reference.data) {
      let schema = Schema(features: features, target: "y", classes: [])
      let data = Dataset(name: reference.data, schema: schema, inputs: inputs, values: rows.target)
      return try RegressionTree(limits: reference.limits).fit(data, using: &generator)
    }
    let labels = rows.target.map { Int($0) }
    let classes = (0...labels.max()!).map { "c\($0)" }
    let data = Dataset(
      name: reference.data, schema: Schema(features: features, target: "y", classes: classes),
      inputs: inputs, labels: labels)
    return try ClassificationTree(
      criterion: reference.criterion ?? .gini, limits: reference.limits
    ).fit(data, using: &generator)
  }

  @Test func treesAreThoseOfScikitLearn() throws {
    let fixture = try TreeFixture.load()
    for reference in fixture.trees {
      let tree = try fit(reference, fixture)
      #expect(tree.nodes.count == reference.nodes.count, "\(reference.name)")
      var pairs = [(0, 0)]
      while let (mine, other) = pairs.popLast() {
        let (node, expected) = (tree.nodes[mine], reference.nodes[other])
        #expect(node.count == expected.rows, "\(reference.name)")
        if expected.left < 0 {
          #expect(node.split == nil, "\(reference.name)")
        } else {
          try #require(
            node.split == .threshold(feature: expected.feature, expected.threshold),
            "\(reference.name)")
          pairs += [(node.children[0], expected.left), (node.children[1], expected.right)]
        }
        if tree.isRegression {
          #expect(abs((node.answer.value ?? .nan) - expected.value[0]) < 1e-8)
        } else {
          #expect(expected.value[node.answer.label] == expected.value.max())
        }
      }
    }
  }

  @Test func predictionsAreThoseOfScikitLearn() throws {
    let fixture = try TreeFixture.load()
    for reference in fixture.trees {
      let answers = try fit(reference, fixture).predictions(
        for: reference.queries.map { Query(numbers: $0) })
      for (answer, expected) in zip(answers, reference.predictions) {
        #expect(abs((answer.value ?? Double(answer.label)) - expected) < 1e-8)
      }
    }
  }
}
