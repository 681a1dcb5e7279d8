import Estimators
import Foundation
import LinearAlgebra
import ModelFormats
import Testing

@Suite struct PMMLFileTests {
  private func tree(_ text: String) throws -> ImportedTree {
    try PMMLFile.tree(xml: Data(text.utf8), name: "t.pmml")
  }

  @Test(arguments: ["classes", "classes-binary", "number"])
  func treesOfScikitLearnAnswerAsTheyDidThere(name: String) throws {
    let fixture = try Fixture.load()
    let expected =
      ["classes": fixture.classes, "classes-binary": fixture.binary, "number": fixture.number][
        name]!
    let imported = try PMMLFile.tree(xml: Fixture.data("\(name).pmml"), name: name)
    let schema = imported.tree.schema
    #expect(imported.tree.leaves.count == expected.leaves)
    // A file names only the columns that its tree asks for.
    let columns = ["age", "spend", "town"]
    let used = schema.features.map { columns.firstIndex(of: $0.name)! }
    let rows = try fixture.rows.map { row in try schema.query(from: used.map { row[$0] }) }
    let answers = imported.tree.predictions(for: rows)
    for (index, answer) in answers.enumerated() {
      switch expected.predictions[index] {
      case .label(let label):
        #expect(schema.classes[answer.label] == label)
        #expect(answer.scores == .top(expected.confidences[index]))
      case .value(let value):
        #expect(abs((answer.value ?? .nan) - value) < 1e-9)
      }
    }
    #expect(imported.tree.nodes.allSatisfy { $0.count == nil }, "shares are no counts")
    #expect(imported.notes.contains { $0.contains("no range of 'age'") })
    #expect(imported.notes.contains { $0.contains("missing values by") })
  }

  @Test func compactAndBinaryFilesOfOneTreeAnswerAlike() throws {
    let compact = try PMMLFile.tree(xml: Fixture.data("classes.pmml"), name: "a").tree
    let binary = try PMMLFile.tree(xml: Fixture.data("classes-binary.pmml"), name: "b").tree
    #expect(compact.schema == binary.schema && compact.depth == binary.depth)
    var generator = PhiloxGenerator(seed: 1)
    let rows = compact.schema.randomRows(count: 5000, using: &generator)
    #expect(compact.predictions(for: rows) == binary.predictions(for: rows))
  }

  /// A file by hand: fields of several kinds and conditions of every kind.
  private static let byHand = """
    <?xml version="1.0"?>
    <!-- by hand -->
    <p:PMML xmlns:p="http://www.dmg.org/PMML-4_4" version="4.4">
      <p:Header/>
      <p:DataDictionary>
        <p:DataField name="risk" optype="categorical" dataType="string">
          <p:Value value="low"/><p:Value value="high"/><p:Value value="?" property="missing"/>
        </p:DataField>
        <p:DataField name="age" optype="continuous" dataType="double">
          <p:Interval closure="closedClosed" leftMargin="0" rightMargin="90"/>
        </p:DataField>
        <p:DataField name="cars" optype="continuous" dataType="integer">
          <p:Interval closure="closedClosed" leftMargin="0" rightMargin="9"/>
        </p:DataField>
        <p:DataField name="job" optype="categorical" dataType="string">
          <p:Value value="none"/><p:Value value="part time"/><p:Value value="full &quot;time&quot;"/>
          <p:Value value="own"/>
        </p:DataField>
        <p:DataField name="id" optype="categorical" dataType="string"/>
      </p:DataDictionary>
      <p:TransformationDictionary>
        <p:DerivedField name="float(age)" optype="continuous" dataType="float">
          <p:FieldRef field="age"/>
        </p:DerivedField>
      </p:TransformationDictionary>
      <p:TreeModel functionName="classification" missingValueStrategy="lastPrediction"
        noTrueChildStrategy="returnLastPrediction">
        <p:MiningSchema>
          <p:MiningField name="risk" usageType="target"/>
          <p:MiningField name="age"/><p:MiningField name="cars"/>
          <p:MiningField name="job" usageType="active"/>
          <p:MiningField name="id" usageType="supplementary"/>
        </p:MiningSchema>
        <p:Node id="1" score="low" recordCount="100" defaultChild="2">
          <p:True/>
          <p:ScoreDistribution value="low" recordCount="60"/>
          <p:ScoreDistribution value="high" recordCount="40"/>
          <p:Node id="2" score="high" recordCount="30">
            <p:CompoundPredicate booleanOperator="and">
              <p:SimplePredicate field="float(age)" operator="lessThan" value="25"/>
              <p:SimpleSetPredicate field="job" booleanOperator="isNotIn">
                <p:Array n="2" type="string">none "full \\"time\\""</p:Array>
              </p:SimpleSetPredicate>
            </p:CompoundPredicate>
            <p:ScoreDistribution value="low" recordCount="6"/>
            <p:ScoreDistribution value="high" recordCount="24" confidence="0.75"/>
          </p:Node>
          <p:Node id="3" score="low" recordCount="20">
            <p:CompoundPredicate booleanOperator="xor">
              <p:SimplePredicate field="cars" operator="equal" value="2"/>
              <p:SimplePredicate field="age" operator="greaterOrEqual" value="60"/>
            </p:CompoundPredicate>
          </p:Node>
          <p:Node id="4" recordCount="50">
            <p:CompoundPredicate booleanOperator="or">
              <p:SimplePredicate field="job" operator="equal" value="own"/>
              <p:SimpleSetPredicate field="cars" booleanOperator="isIn">
                <p:Array n="2" type="int">3 4</p:Array>
              </p:SimpleSetPredicate>
            </p:CompoundPredicate>
            <p:ScoreDistribution value="low" recordCount="20"/>
            <p:ScoreDistribution value="high" recordCount="30"/>
            <p:Node score="low" recordCount="10">
              <p:CompoundPredicate booleanOperator="surrogate">
                <p:SimplePredicate field="age" operator="lessOrEqual" value="40"/>
                <p:SimplePredicate field="cars" operator="notEqual" value="0"/>
                <p:False/>
              </p:CompoundPredicate>
            </p:Node>
          </p:Node>
        </p:Node>
      </p:TreeModel>
    </p:PMML>
    """

  /// The same tree, spelled out: the class and the confidence.
  private static func answer(age: Double, cars: Double, job: String) -> (String, Double?) {
    if age < 25 && !["none", "full \"time\""].contains(job) { return ("high", 0.75) }
    if (cars == 2) != (age >= 60) { return ("low", nil) }
    if job == "own" || [3, 4].contains(cars) { return age <= 40 ? ("low", nil) : ("high", 0.6) }
    return ("low", 0.6)
  }

  @Test func conditionsOfEveryKindDecideAsTheStandardSays() throws {
    let imported = try tree(Self.byHand)
    let schema = imported.tree.schema
    let jobs = ["full \"time\"", "none", "own", "part time"]
    #expect(
      schema.features == [
        Feature(name: "age", kind: .numeric(minimum: 0, maximum: 90)),
        Feature(name: "cars", kind: .numeric(minimum: 0, maximum: 9)),
        Feature(name: "job", kind: .categorical(jobs)),
      ])
    #expect(schema.target == "risk" && schema.classes == ["high", "low"])
    #expect(imported.notes.isEmpty)
    #expect(imported.tree.nodes[0].count == 100)
    for age in [0, 24, 25.0.nextDown, 25, 39, 40, 40.0.nextUp, 59.9, 60, 61, 90] {
      for cars in [0, 1, 2.0.nextDown, 2, 2.0.nextUp, 3, 3.5, 4, 5] {
        for (index, job) in jobs.enumerated() {
          let row = Query([.number(age), .number(cars), .category(index)])
          let answer = imported.tree.predictions(for: [row])[0]
          let (label, confidence) = Self.answer(age: age, cars: cars, job: job)
          #expect(schema.classes[answer.label] == label, "\(age), \(cars), \(job)")
          #expect(answer.scores == confidence.map { .top($0) } ?? .none, "\(age), \(cars), \(job)")
        }
      }
    }
    let nothing = Query([.missing, .missing, .missing])
    #expect(imported.tree.predictions(for: [nothing])[0].scores == .top(0.6))
  }

  @Test func severalBranchesOfOneCategoryStayOneSplit() throws {
    func node(_ score: String, _ condition: String) -> String {
      "<Node score=\"\(score)\" recordCount=\"7\">\(condition)</Node>"
    }
    func town(_ name: String) -> String {
      "<SimplePredicate field=\"town\" operator=\"equal\" value=\"\(name)\"/>"
    }
    let text = Self.small(
      nodes: node("1.5", town("a")) + node("2", town("c")) + node("4", town("b")))
    let tree = try tree(text).tree
    #expect(tree.isRegression)
    #expect(tree.nodes[0].split == .categories(feature: 0, groups: [[0], [2], [1]]))
    #expect(tree.nodes.count == 4 && tree.nodes[2].count == 7)
    // The file is silent about the root: it answers as its leaves do on average.
    #expect(tree.nodes[0].answer.value == 2.5)
    // A branch that an earlier one has taken, or that nothing is left for, is dropped.
    let twice = Self.small(
      nodes: node("1", town("a")) + node("2", town("a")) + node("4", "<True/>"))
    #expect(
      try self.tree(twice).tree.nodes[0].split == .categories(feature: 0, groups: [[0], [1, 2]]))
    // Where a category is left over, its rows stop at the node.
    let part = try self.tree(Self.small(nodes: node("1", town("a")) + node("3", town("c")))).tree
    #expect(part.nodes[0].split == .categories(feature: 0, groups: [[0], [2]]))
    #expect(part.predictions(for: [Query([.category(1)])])[0].value == 2)
  }

  /// A regression tree on one field of three categories, the root's children given.
  private static func small(nodes: String, fields: String = "", root: String = "<True/>") -> String
  {
    """
    <PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><DataDictionary>
    <DataField name="y" optype="continuous" dataType="double"/>
    <DataField name="town" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/>
    <Value value="c"/></DataField></DataDictionary>
    <TreeModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/>
    <MiningField name="town"/>\(fields)</MiningSchema><Node>\(root)\(nodes)</Node></TreeModel></PMML>
    """
  }

  @Test(arguments: [
    (
      "a field that isn't there", "field=\"cars\" operator=\"equal\"",
      "field=\"carts\" operator=\"equal\"", "'carts'"
    ),
    (
      "a category that isn't listed", "<p:Value value=\"own\"/>",
      "<p:Value value=\"owned\"/>", "the category 'own' of 'job'"
    ),
    (
      "a class that isn't listed", "score=\"high\" recordCount=\"30\"",
      "score=\"medium\" recordCount=\"30\"", "the class 'medium'"
    ),
    (
      "a counted class that isn't listed", "value=\"low\" recordCount=\"6\"",
      "value=\"lowest\" recordCount=\"6\"", "the class 'lowest'"
    ),
    (
      "a default child that isn't there", "defaultChild=\"2\"", "defaultChild=\"9\"",
      "the default child, '9'"
    ),
    ("an id twice", "id=\"3\"", "id=\"2\"", "id '2'"),
    ("a number that is none", "value=\"60\"", "value=\"sixty\"", "'sixty'"),
    ("an infinite threshold", "value=\"60\"", "value=\"1e999\"", "'1e999'"),
    ("an unknown operator", "operator=\"lessThan\"", "operator=\"near\"", "'near'"),
    (
      "an unknown combination", "booleanOperator=\"xor\"", "booleanOperator=\"nor\"",
      "booleanOperator"
    ),
    (
      "a field that nobody describes", "<p:DataField name=\"cars\"", "<p:DataField name=\"karts\"",
      "'cars'"
    ),
    (
      "an order of categories", "field=\"job\" operator=\"equal\"",
      "field=\"job\" operator=\"lessThan\"", "'lessThan'"
    ),
    (
      "no condition", "<p:False/>", "",
      ""
    ),
    ("another model", "TreeModel", "RegressionModel", "'RegressionModel'"),
    ("other XML", "p:PMML", "p:HTML", "no PMML"),
  ])
  func whatDoesntHoldTogetherIsRefusedByName(
    what: String, part: String, change: String, words: String
  ) throws {
    #expect(Self.byHand.contains(part), "\(what)")
    let text = Self.byHand.replacingOccurrences(of: part, with: change)
    guard !words.isEmpty else {
      // Surrogates of a first condition are passed over, whatever they are.
      #expect(try tree(text).tree == tree(Self.byHand).tree)
      return
    }
    let message = refusal("t.pmml") { _ = try tree(text) }
    #expect(message.contains(words), "\(what): \(message)")
  }

  @Test func leavesWithoutScoresAndNodesWithoutConditionsAreRefused() {
    #expect(
      refusal("t.pmml") { _ = try tree(Self.small(nodes: "")) }.contains("leaf without a score"))
    #expect(
      refusal("t.pmml") { _ = try tree(Self.small(nodes: "<Node score=\"1\"/>")) }
        .contains("no condition"))
    #expect(
      refusal("t.pmml") { _ = try tree(Self.small(nodes: "<Node score=\"x\"><True/></Node>")) }
        .contains("'x'"))
    #expect(
      refusal("t.pmml") {
        _ = try tree(Self.small(nodes: "", fields: "<MiningField name=\"z\"/>"))
      }.contains("'z'"))
  }

  @Test func rowsWithoutAPredictionAreNoted() throws {
    let text = Self.small(
      nodes:
        "<Node score=\"3\"><SimplePredicate field=\"town\" operator=\"isMissing\"/></Node>"
        + "<Node score=\"5\"><CompoundPredicate booleanOperator=\"and\">"
        + "<SimplePredicate field=\"town\" operator=\"equal\" value=\"b\"/>"
        + "<SimplePredicate field=\"town\" operator=\"isNotMissing\"/></CompoundPredicate></Node>")
    let imported = try tree(text)
    #expect(imported.notes.contains { $0.contains("no prediction by the file") })
    #expect(imported.notes.contains { $0.contains("asks whether values are missing") })
    // All that is known of the others is what their only neighbour says.
    for town in 0..<3 {
      #expect(imported.tree.predictions(for: [Query([.category(town)])])[0].value == 5)
    }
  }

  @Test(arguments: ["classes", "number"]) func aFileCutShortAnywhereIsAnError(name: String) throws {
    let bytes = try Fixture.data("\(name).pmml")
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
    for length in stride(from: 0, to: end, by: 61) {
      let message = refusal("cut") {
        _ = try PMMLFile.tree(xml: bytes.prefix(length), name: "cut")
      }
      #expect(message.contains("no whole XML"))
    }
  }

  @Test func changedBytesGiveATreeOrAnErrorAndNeverACrash() throws {
    var generator = PhiloxGenerator(seed: 3)
    let tokens = [
      "<", ">", "/", "\"", "=", "&", "&amp;", "0", "-", "e9", "Node", "<Node>", "</Node>",
      "<True/>",
      "\u{0}", "é",
    ]
    var read = 0
    for bytes in [Data(Self.byHand.utf8), try Fixture.data("number.pmml")] {
      for _ in 0..<700 {
        var changed = bytes
        let start = generator.integer(below: bytes.count)
        let end = min(bytes.count, start + generator.integer(below: 5))
        changed.replaceSubrange(
          start..<end, with: Data(tokens[generator.integer(below: tokens.count)].utf8))
        do {
          let tree = try PMMLFile.tree(xml: changed, name: "t").tree
          let rows = tree.schema.randomRows(count: 5, using: &generator)
          #expect(tree.predictions(for: rows).count == 5)
          read += 1
        } catch {
          #expect(error.code == .malformedModel)
        }
      }
    }
    #expect(read > 0)
  }

  @Test func nodesNestedWithoutEndAreRefused() {
    let deep = String(repeating: "<Node score=\"1\"><True/>", count: 50_000)
    _ = refusal("t.pmml") { _ = try tree(Self.small(nodes: deep)) }
  }

  @Test func aConditionThatBecomesTooManySplitsIsRefused() {
    // An exclusive or of 24 thresholds has 2^24 cells.
    var fields = ""
    var parts = ""
    for index in 0..<24 {
      fields += "<DataField name=\"x\(index)\" optype=\"continuous\" dataType=\"double\"/>"
      parts += "<SimplePredicate field=\"x\(index)\" operator=\"lessThan\" value=\"0\"/>"
    }
    let mining = (0..<24).map { "<MiningField name=\"x\($0)\"/>" }.joined()
    let text = Self.small(
      nodes: "<Node score=\"1\"><CompoundPredicate booleanOperator=\"xor\">\(parts)"
        + "</CompoundPredicate></Node>", fields: mining
    ).replacingOccurrences(of: "</DataDictionary>", with: fields + "</DataDictionary>")
    #expect(refusal("t.pmml") { _ = try tree(text) }.contains("too many splits"))
  }

  @Test func manySiblingsAreReadOneAfterTheOther() throws {
    let count = 3000
    let field = "<DataField name=\"x\" optype=\"continuous\" dataType=\"double\"/>"
    let nodes = (0..<count).map {
      "<Node score=\"\($0)\"><SimplePredicate field=\"x\" operator=\"lessOrEqual\" value=\"\($0)\"/>"
        + "</Node>"
    }.joined()
    let text = Self.small(nodes: nodes, fields: "<MiningField name=\"x\"/>")
      .replacingOccurrences(of: "</DataDictionary>", with: field + "</DataDictionary>")
    let tree = try tree(text).tree
    #expect(tree.depth == count)
    #expect(tree.predictions(for: [Query([.category(0), .number(1234)])])[0].value == 1234)
  }

  @Test func filesAreToldByTheirContents() throws {
    #expect(PMMLFile.claims(Data(Self.byHand.utf8)))
    #expect(PMMLFile.claims(try Fixture.data("number.pmml")))
    #expect(PMMLFile.claims(Data("\u{FEFF}\n<!DOCTYPE x><PMML>".utf8)))
    for text in ["", "{}", "<html>", "<?xml", "<!-- <PMML>", "PMML", "<svg class=\"PMML\">"] {
      #expect(!PMMLFile.claims(Data(text.utf8)), "\(text)")
    }
  }
}
