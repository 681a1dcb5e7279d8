import Estimators
import Foundation
import LinearAlgebra
import ModelFormats
import Testing

@Suite struct BigMLFileTests {
  private func tree(_ text: String) throws -> ImportedTree {
    try BigMLFile.tree(json: Data(text.utf8), name: "b.json")
  }

  /// A model by hand, in the form of BigML's API: what is asked for, and other keys.
  private static let byHand = """
    {"code": 200, "resource": "model/5f0000000000000000000001", "object": {
      "input_fields": ["000000", "000001", "000003", "000004"], "locale": "en_US",
      "objective_field": "000002", "objective_fields": ["000002"], "rows": 200,
      "model": {
        "kind": "mtree", "importance": [["000000", 0.6]], "missing_tokens": ["", "?"],
        "fields": {
          "000000": {"name": "age", "optype": "numeric", "column_number": 0, "datatype": "double",
            "summary": {"minimum": 18, "maximum": 80, "missing_count": 0, "bins": [[18, 3]]}},
          "000001": {"name": "town", "optype": "categorical", "column_number": 1,
            "summary": {"categories": [["Oslo", 120], ["Bergen", 60], ["Ås", 20]]}},
          "000002": {"name": "tier", "optype": "categorical", "column_number": 2,
            "summary": {"categories": [["silver", 90], ["gold", 60], ["bronze", 50]]}},
          "000003": {"name": "note", "optype": "text", "column_number": 3},
          "000004": {"name": "age", "optype": "numeric", "column_number": 4,
            "summary": {"minimum": 0, "maximum": 9}}},
        "root": {"id": 0, "predicate": true, "output": "silver", "confidence": 0.38265, "count": 200,
          "objective_summary": {"categories": [["silver", 90], ["gold", 60], ["bronze", 50]]},
          "children": [
            {"id": 1, "predicate": {"operator": ">", "field": "000000", "value": 41.5},
             "output": "gold", "confidence": 0.4, "count": 110, "children": [
               {"id": 2, "predicate": {"operator": "=", "field": "000001", "value": "Oslo"},
                "output": "gold", "confidence": 0.7, "count": 60},
               {"id": 3, "predicate": {"operator": "!=", "field": "000001", "value": "Oslo"},
                "output": "silver", "confidence": 0.5, "count": 50, "children": [
                  {"id": 4, "predicate": {"operator": "=", "field": "000001", "value": "Ås"},
                   "output": "bronze", "confidence": 0.3, "count": 9},
                  {"id": 5, "predicate": {"operator": "!=", "field": "000001", "value": "Ås"},
                   "output": "silver", "confidence": 0.6, "count": 41}]}]},
            {"id": 6, "predicate": {"operator": "<=", "field": "000000", "value": 41.5},
             "output": "bronze", "confidence": 0.45, "count": 90}]}}}}
    """

  @Test func everyNodeAnswersAndStopsAsTheServiceDoes() throws {
    let imported = try tree(Self.byHand)
    let schema = imported.tree.schema
    #expect(schema.classes == ["bronze", "gold", "silver"] && schema.target == "tier")
    #expect(
      schema.features == [
        Feature(name: "age (000000)", kind: .numeric(minimum: 18, maximum: 80)),
        Feature(name: "town", kind: .categorical(["Bergen", "Oslo", "Ås"])),
        Feature(name: "age (000004)", kind: .numeric(minimum: 0, maximum: 9)),
      ])
    #expect(imported.notes == ["field 'note' of optype 'text' is left out"])
    func answer(_ age: Value, _ town: Value) -> Prediction {
      imported.tree.predictions(for: [Query([age, town, .missing])])[0]
    }
    func expected(_ label: Int, _ confidence: Double, _ fields: [Int]) -> Prediction {
      Prediction(label: label, scores: .top(confidence), fields: fields)
    }
    #expect(answer(.missing, .category(1)) == expected(2, 0.38265, [0]))
    #expect(answer(.number(41.5), .missing) == expected(0, 0.45, [0]))
    #expect(answer(.number(41.6), .missing) == expected(1, 0.4, [0, 1]))
    #expect(answer(.number(60), .category(1)) == expected(1, 0.7, [0, 1]))
    #expect(answer(.number(60), .category(2)) == expected(0, 0.3, [0, 1]))
    #expect(answer(.number(60), .category(0)) == expected(2, 0.6, [0, 1]))
    #expect(imported.tree.nodes.count == 7 && imported.tree.nodes[0].count == 200)
  }

  @Test func theResourceAloneAndFieldsWithoutSummariesAreRead() throws {
    let bare = """
      {"objective_fields": ["000001"], "model": {"model_fields": {
        "000000": {"name": "x", "optype": "numeric"}, "000001": {"name": "y", "optype": "numeric"}},
       "root": {"predicate": true, "output": 3, "count": 4, "children": [
        {"predicate": {"operator": "<*", "field": "000000", "value": 1}, "output": 2, "count": 3},
        {"predicate": {"operator": ">=", "field": "000000", "value": 3}, "output": "5.5"}]}}}
      """
    let imported = try tree(bare)
    #expect(imported.tree.isRegression)
    // 1 and 3 are two apart: the range reaches as far beyond them.
    #expect(
      imported.tree.schema.features
        == [Feature(name: "x", kind: .numeric(minimum: -1, maximum: 5))])
    let rows = [0.9, 1, 2.9, 3].map { Query([.number($0)]) }
    #expect(imported.tree.predictions(for: rows).map(\.value) == [2, 3, 3, 5.5])
    #expect(imported.notes.contains { $0.contains("missing values on") })
  }

  /// Trees of every kind of split, of classes and numbers.
  private static let trees: [DecisionTree] = {
    var generator = PhiloxGenerator(seed: 4)
    let features = [
      Feature(name: "x", kind: .numeric(minimum: -3, maximum: 4.25)),
      Feature(name: "c", kind: .categorical(["1", "2", "a \"b\"", "é"])),
      Feature(name: "unused", kind: .numeric(minimum: 0, maximum: 1)),
    ]
    func schema(_ classes: [String]) -> Schema {
      Schema(features: features, target: "t", classes: classes)
    }
    let inputs = schema([]).randomRows(count: 300, using: &generator)
    let scores = inputs.map { input in
      guard case .number(let x) = input.values[0], case .category(let c) = input.values[1] else {
        return 0.0
      }
      return x + Double(c * c) + generator.normal() / 3
    }
    var trees: [DecisionTree] = []
    for splits in TreeLimits.CategorySplits.allCases {
      let limits = TreeLimits(minimumLeafSize: 6, categories: splits)
      let numbers = Dataset(name: "d", schema: schema([]), inputs: inputs, values: scores)
      let classes = Dataset(
        name: "d", schema: schema(["no", "perhaps", "yes"]), inputs: inputs,
        labels: scores.map { $0 < 1 ? 0 : $0 < 4 ? 1 : 2 })
      do {
        trees.append(try RegressionTree(limits: limits).fit(numbers, using: &generator))
        trees.append(try ClassificationTree(limits: limits).fit(classes, using: &generator))
      } catch {
        preconditionFailure("\(error)")
      }
    }
    return trees
  }()

  @Test(arguments: trees.indices) func aTreeIsReadBackAsItWasWritten(index: Int) throws {
    let json = try BigMLFile.json(of: Self.trees[index])
    #expect(BigMLFile.claims(json))
    let again = try BigMLFile.tree(json: json, name: "b.json")
    #expect(again.notes.isEmpty)
    let (tree, expected) = (again.tree, Self.trees[index])
    #expect(tree.schema == expected.schema)
    // Nodes may be numbered otherwise: compare along the splits.
    var pairs = [(0, 0)]
    while let (mine, other) = pairs.popLast() {
      let (a, b) = (tree.nodes[mine], expected.nodes[other])
      #expect(a.split == b.split && a.answer == b.answer && a.count == b.count)
      pairs += zip(a.children, b.children).map { ($0, $1) }
    }
    #expect(tree.nodes.count == expected.nodes.count)
  }

  @Test(arguments: [
    ("an unknown field", "\"field\": \"000000\"", "\"field\": \"00000a\"", "'00000a'"),
    ("a text field", "\"field\": \"000001\"", "\"field\": \"000003\"", "'000003'"),
    ("the objective", "\"field\": \"000001\"", "\"field\": \"000002\"", "'000002'"),
    (
      "an unknown category", "\"value\": \"Ås\"", "\"value\": \"Moss\"",
      "the category 'Moss' of 'town'"
    ),
    ("an unknown class", "\"output\": \"gold\"", "\"output\": \"tin\"", "the class 'tin'"),
    ("an unknown operator", "\"operator\": \">\"", "\"operator\": \"~\"", "'~'"),
    ("a text as a threshold", "\"value\": 41.5", "\"value\": \"old\"", "'age (000000)'"),
    ("an order of categories", "\"operator\": \"=\"", "\"operator\": \"<\"", "'<'"),
    ("no value", "\"value\": 41.5", "\"value\": null", "is missing"),
    ("a term", "\"value\": 41.5", "\"value\": 1, \"term\": \"hello\"", "terms of a text"),
    (
      "no objective", "\"objective_field\": \"000002\", \"objective_fields\": [\"000002\"]",
      "\"x\": 1", "objective field"
    ),
    (
      "an objective of text", "\"name\": \"tier\", \"optype\": \"categorical\"",
      "\"name\": \"tier\", \"optype\": \"text\"", "'text'"
    ),
    ("no output", "\"output\": \"silver\"", "\"result\": \"silver\"", "object.model.root"),
    ("no root", "\"root\": {", "\"tree\": {", "lacks 'object.model.root'"),
  ])
  func whatDoesntHoldTogetherIsRefusedByName(
    what: String, part: String, change: String, words: String
  ) {
    #expect(Self.byHand.contains(part), "\(what)")
    let text = Self.byHand.replacingOccurrences(of: part, with: change)
    let message = refusal("b.json") { _ = try tree(text) }
    #expect(message.contains(words), "\(what): \(message)")
  }

  @Test func aFileCutShortAnywhereIsAnError() {
    let bytes = Data(Self.byHand.utf8)
    for length in stride(from: 0, to: bytes.count - 1, by: 29) {
      _ = refusal("b.json") {
        _ = try BigMLFile.tree(json: bytes.prefix(length), name: "b.json")
      }
    }
    #expect(refusal("b.json") { _ = try tree("") }.contains("is empty"))
    #expect(
      refusal("b.json") { _ = try tree(String(Self.byHand.prefix(900))) }.contains("cut short"))
  }

  @Test func changedBytesGiveATreeOrAnErrorAndNeverACrash() {
    var generator = PhiloxGenerator(seed: 5)
    let bytes = Data(Self.byHand.utf8)
    let tokens = [
      "[", "]", "{", "}", ",", "-", "0", "e9", "\"", ":", "null", "true", "\"=\"", "000001",
    ]
    var read = 0
    for _ in 0..<1500 {
      var changed = bytes
      let start = generator.integer(below: bytes.count)
      let end = min(bytes.count, start + generator.integer(below: 4))
      changed.replaceSubrange(
        start..<end, with: Data(tokens[generator.integer(below: tokens.count)].utf8))
      do {
        let tree = try BigMLFile.tree(json: changed, name: "b").tree
        let rows = tree.schema.randomRows(count: 5, using: &generator)
        #expect(tree.predictions(for: rows).count == 5)
        read += 1
      } catch {
        #expect(error.code == .malformedModel)
      }
    }
    #expect(read > 0)
  }

  @Test func filesAreToldByTheirContents() {
    #expect(BigMLFile.claims(Data(Self.byHand.utf8)))
    for text in ["", "{}", "{\"format\": \"skua-model\"}", "{\"object\": {}}", "[]", "<PMML>"] {
      #expect(!BigMLFile.claims(Data(text.utf8)), "\(text)")
    }
  }

  @Test func aTreeTooDeepForJSONIsNotWritten() throws {
    let schema = Schema(
      features: [Feature(name: "x", kind: .numeric(minimum: 0, maximum: 300))], target: "t",
      classes: ["a", "b"])
    var nodes: [DecisionTree.Node] = []
    for level in 0..<300 {
      nodes.append(
        .init(
          answer: .init(label: 0), split: .threshold(feature: 0, Double(level)),
          children: [2 * level + 1, 2 * level + 2]))
      nodes.append(.init(answer: .init(label: level % 2)))
    }
    nodes.append(.init(answer: .init(label: 1)))
    let deep = try DecisionTree(schema: schema, nodes: nodes)
    let error = #expect(throws: EstimatorError.self) { try BigMLFile.json(of: deep) }
    #expect(error?.message.contains("300 levels") == true)
    let shallow = try DecisionTree(
      schema: schema, nodes: Array(nodes[..<400]) + [.init(answer: .init(label: 1))])
    #expect(shallow.depth == 200)
    let again = try BigMLFile.tree(json: BigMLFile.json(of: shallow), name: "b").tree
    #expect(again.depth == 200)
  }
}
