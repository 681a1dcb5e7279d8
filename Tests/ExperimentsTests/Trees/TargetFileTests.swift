import Estimators
import Experiments
import Foundation
import ModelFormats
import Testing

@Suite struct TargetFileTests {
  private func tree(_ limits: TreeLimits = TreeLimits(minimumLeafSize: 8)) throws -> TreeFile {
    try TreeTraining(on: DataSource(Fixture.subscribers), limits: limits).run().file
  }

  @Test func aFileIsToldByItsContents() async throws {
    let (tree, model) = (try tree(), try Fixture.target())
    try await Fixture.withTemporaryFolder { folder in
      func path(_ name: String) -> String { folder.appending(path: name).path }
      try tree.write(to: path("tree"))
      try model.write(to: path("model"))
      try writeAtomically(BigMLFile.json(of: tree.tree), to: path("bigml"))
      let pmml = """
        <PMML><DataDictionary><DataField name="x" optype="continuous"/></DataDictionary><TreeModel
        functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
        <Node score="1"><True/></Node></TreeModel></PMML>
        """
      try writeAtomically(pmml.utf8, to: path("pmml"))
      guard case .tree(tree, []) = try TargetFile.read(from: path("tree")),
        case .encoded(model) = try TargetFile.read(from: path("model")),
        case .tree(let bigml, _) = try TargetFile.read(from: path("bigml")),
        case .tree(let lone, let notes) = try TargetFile.read(from: path("pmml"))
      else {
        Issue.record("a file was taken for another kind")
        return
      }
      #expect(bigml.schema == tree.schema && bigml.tree.nodes.count == tree.tree.nodes.count)
      #expect(lone.tree.nodes.count == 1 && notes.count == 2)
      let error = #expect(throws: EstimatorError.self) { try TargetFile.tree(from: path("model")) }
      #expect(error?.message.contains("a decision tree is needed") == true)
      let none = #expect(throws: EstimatorError.self) { try TargetFile.read(from: path("none")) }
      #expect(none?.code == .unreadableFile)
    }
  }

  @Test func treesAreComparedOnHeldOutAllAndUniformRows() throws {
    let (target, small) = (try tree(), try tree(TreeLimits(maximumDepth: 1)))
    let rows = try EvaluationRows(for: target, points: 2000, seed: 1)
    let same = try Comparison(of: target, with: target, on: rows)
    #expect(same.fidelity.test?.fidelity == 1 && same.fidelity.uniform.fidelity == 1)
    #expect(same.testPoints == 180 && same.uniformPoints == 2000)
    let less = try Comparison(of: small, with: target, on: rows, notes: ["one"])
    #expect(less.fidelity.uniform.fidelity < 1 && less.notes == ["one"])
    // A tree's answers hold no probabilities of all classes.
    let json = try Fixture.json(same)
    let fidelity = try #require(json["fidelity"] as? [String: Any])
    #expect(fidelity["uniform_tv"] is NSNull || fidelity["uniform_tv"] == nil)
    #expect(same.text.contains("100%"))
  }

  @Test func rangesMayDifferBetweenTreesAndCategoriesMayNot() throws {
    let target = try tree()
    var schema = target.schema
    schema.features[0].kind = .numeric(minimum: -1, maximum: 1000)
    let wider = TreeFile(try DecisionTree(schema: schema, nodes: target.tree.nodes))
    let rows = try EvaluationRows(for: target, points: 100, seed: 1)
    #expect(try Comparison(of: wider, with: target, on: rows).fidelity.uniform.fidelity == 1)
    let iris = try TreeTraining(on: DataSource("iris")).run().file
    let error = #expect(throws: EstimatorError.self) {
      try Comparison(of: iris, with: target, on: rows)
    }
    #expect(error?.message.contains("can't be compared") == true)
  }
}
