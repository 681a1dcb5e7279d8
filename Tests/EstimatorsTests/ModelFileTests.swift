import Foundation
import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct ModelFileTests {
  /// A schema of four encoded columns and three classes, or two.
  static func schema(classes: Int) -> Schema {
    Schema(
      features: [
        Feature(name: "age", kind: .numeric(minimum: 17, maximum: 90.1)),
        Feature(name: "sex \"é\"", kind: .categorical(["Female", "Male", "?/\\"])),
      ], target: "class", classes: (0..<classes).map { "class \($0)" })
  }

  /// A file of each kind, with numbers that are hard to write.
  static let files: [ModelFile] = {
    var generator = PhiloxGenerator(seed: 9)
    var weights = Matrix.random(rows: 3, columns: 4, using: &generator)
    weights.elements[0...5] = [
      0.1, -0.0, .leastNonzeroMagnitude, -1.7976931348623157e308, 1e-300, 1 / 3,
    ]
    let provenance = Provenance(
      data: "a.csv", options: .init(ignored: ["b", "a"], delimiter: .tab), target: "class",
      seed: .max, trainingFraction: 0.7, rows: 100)
    let hidden = DenseLayer(
      weights: Matrix.random(rows: 2, columns: 4, using: &generator), biases: [0.3, 1e22])
    let last = DenseLayer(
      weights: Matrix.random(rows: 3, columns: 2, using: &generator), biases: [1, 2, 3])
    return [
      ModelFile(
        .logistic(LogisticModel(weights: Array(weights[row: 0]), intercept: 0.2)),
        schema: schema(classes: 2)),
      ModelFile(
        .softmax(SoftmaxModel(weights: weights, intercepts: [1, -2, 0.7])),
        schema: schema(classes: 3), provenance: provenance),
      ModelFile(
        .oneVsRest(OneVsRestModel(weights: weights, intercepts: [1, -2, 0.7])),
        schema: schema(classes: 3)),
      ModelFile(
        .multilayerPerceptron(PerceptronModel(layers: [hidden, last], activation: .relu)),
        schema: schema(classes: 3), provenance: provenance),
    ]
  }()

  private func read(_ text: String) throws -> ModelFile {
    try ModelFile(json: Data(text.utf8), name: "m.json")
  }

  /// The message of the error that reading a text gives.
  private func message(_ text: String) -> String? {
    let error = #expect(throws: EstimatorError.self) { try read(text) }
    #expect(error?.code == .malformedModel)
    #expect(error?.message.hasPrefix("m.json ") == true)
    return error?.message
  }

  private func text(_ index: Int) throws -> String {
    String(decoding: try Self.files[index].json(), as: UTF8.self)
  }

  @Test(arguments: files.indices) func aFileReadsBackBitForBit(index: Int) throws {
    let file = Self.files[index]
    let bytes = try file.json()
    let again = try ModelFile(json: bytes, name: "m.json")
    #expect(again == file)
    let same = try again.json()
    #expect(same == bytes)
    if case .softmax(let model) = again.stored {
      #expect(model.weights.elements[1].sign == .minus)
      #expect(model.weights.elements[2].bitPattern == 1)
    }
  }

  @Test func theFormatIsThatOfTheDocumentation() throws {
    let text = try text(0)
    #expect(text.hasPrefix("{\"format\":\"skua-model\",\"kind\":\"logistic\",\"parameters\":{"))
    #expect(
      text.contains("{\"kind\":\"numeric\",\"maximum\":90.1,\"minimum\":17,\"name\":\"age\"}"))
    #expect(text.contains("\"kind\":\"categorical\""))
    #expect(text.hasSuffix("\"target\":\"class\"},\"version\":1}\n"))
    #expect(try self.text(1).contains("\"training_fraction\":0.7"))
  }

  @Test(arguments: files.indices) func aFileCutShortAnywhereIsAnError(index: Int) throws {
    let bytes = try Self.files[index].json()
    for length in 0..<(bytes.count - 2) {
      let error = #expect(throws: EstimatorError.self) {
        try ModelFile(json: bytes.prefix(length), name: "m.json")
      }
      #expect(error?.code == .malformedModel)
    }
  }

  @Test func eachFaultIsNamed() throws {
    let text = try text(1)
    #expect(message("")?.contains("is empty") == true)
    #expect(message("hello")?.contains("is not valid JSON") == true)
    #expect(message(String(text.prefix(200)))?.contains("cut short after 200 bytes") == true)
    #expect(message("{\"a\": 1}")?.contains("no model file of Skua") == true)
    #expect(message("{\"format\":\"onnx\"}")?.contains("no model file of Skua") == true)
    #expect(message("[1]")?.contains("an object") == true)
    let newer = message(text.replacing("\"version\":1", with: "\"version\":2"))
    #expect(newer?.contains("newer Skua: version 2, this one reads up to 1") == true)
    #expect(message(text.replacing("\"version\":1", with: "\"version\":0")) != nil)
    #expect(message(text.replacing("\"version\":1", with: "\"version\":1e30")) != nil)
    let kind = message(text.replacing("\"kind\":\"softmax\"", with: "\"kind\":\"svm\""))
    #expect(kind?.contains("'kind'") == true)
    let lacking = message(text.replacing("\"intercepts\"", with: "\"biases\""))
    #expect(lacking?.contains("lacks 'parameters.intercepts'") == true)
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity", "1e999", "null", "\"1\"", "[1]", "{}"])
  func anInterceptThatIsNoNumberIsRefused(value: String) throws {
    let text = try text(1)
    #expect(text.contains("[1,-2,0.7]"))
    _ = message(text.replacing("[1,-2,0.7]", with: "[1,\(value),0.7]"))
  }

  @Test func shapesThatDisagreeAreRefused() throws {
    let text = try text(1)
    #expect(message(text.replacing("[1,-2,0.7]", with: "[1,-2]"))?.contains("2 intercepts") == true)
    let ragged = message(text.replacing("\"weights\":[[0.1,", with: "\"weights\":[["))
    #expect(ragged?.contains("row 1 of a matrix holds 4 numbers, the first one 3") == true)
    let classes = message(text.replacing(",\"class 2\"]", with: "]"))
    #expect(classes?.contains("names 2 classes and the model has 3") == true)
    let twice = message(text.replacing("\"class 2\"", with: "\"class 1\""))
    #expect(twice?.contains("twice") == true)
    let features = message(text.replacing(",\"Male\"", with: ""))
    #expect(features?.contains("encodes to 3 features and the model takes 4") == true)
    let range = message(text.replacing("\"minimum\":17", with: "\"minimum\":170"))
    #expect(range?.contains("'schema.features[0].minimum'") == true)
    let share = message(text.replacing("_fraction\":0.7", with: "_fraction\":7"))
    #expect(share?.contains("(0, 1]") == true)
    let layers = message(
      try self.text(3).replacing("\"biases\":[0.3,1e+22]", with: "\"biases\":[0.3]"))
    #expect(layers?.contains("'parameters.layers[0].biases'") == true)
    let empty = "\"parameters\":{\"activation\":\"tanh\",\"layers\":[]}"
    let schema = "\"schema\":{\"classes\":[],\"features\":[],\"target\":\"t\"}"
    _ = message("{\"format\":\"skua-model\",\"version\":1,\"kind\":\"mlp\",\(empty),\(schema)}")
  }

  @Test(arguments: files.indices) func changedBytesGiveAFileOrAnErrorAndNeverACrash(
    index: Int
  ) throws {
    var generator = PhiloxGenerator(seed: UInt64(index))
    let bytes = try Self.files[index].json()
    let tokens = ["[", "]", "{", "}", ",", "-", "0", "e9", "\"", ":", "null", "[[]]"]
    for _ in 0..<2000 {
      var changed = bytes
      let start = generator.integer(below: bytes.count)
      let end = min(bytes.count, start + generator.integer(below: 4))
      changed.replaceSubrange(start..<end, with: Data(tokens[generator.integer(below: 12)].utf8))
      do {
        let file = try ModelFile(json: changed, name: "m.json")
        let row = file.schema.features.map { _ in Value.missing }
        #expect(file.predictions(for: [Query(row)]).count == 1)
      } catch {
        #expect(error.code == .malformedModel)
      }
    }
  }

  @Test func nestedListsWithoutEndAreRefused() {
    _ = message(String(repeating: "[", count: 100_000))
    _ = message(String(repeating: "{\"format\":", count: 100_000))
  }

  @Test func rawRowsAreEncodedAndAnswered() throws {
    let file = Self.files[0]
    let rows = [
      Query([.number(17), .category(1)]), Query([.missing, .missing]),
    ]
    let answers = file.predictions(for: rows)
    let points = Matrix([[-1, -1, 1, -1], [0, 0, 0, 0]])
    let expected = file.model.probabilities(for: points)
    #expect(answers.map(\.probabilities) == [Array(expected[row: 0]), Array(expected[row: 1])])
  }

  @Test func aModelThatIsNotFiniteIsNotWritten() {
    let model = LogisticModel(weights: [1, .nan, 0, 0], intercept: 0)
    let file = ModelFile(.logistic(model), schema: Self.schema(classes: 2))
    let error = #expect(throws: EstimatorError.self) { try file.json() }
    #expect(error?.message.contains("NaN or infinite") == true)
  }

  @Test func filesAreWrittenAndReadByPath() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    defer { unlink(path.path) }
    try Self.files[3].write(to: path.path)
    let read3 = try ModelFile.read(from: path.path)
    #expect(read3 == Self.files[3])
    try Self.files[0].write(to: path.path)
    let read0 = try ModelFile.read(from: path.path)
    #expect(read0 == Self.files[0])
    let missing = #expect(throws: EstimatorError.self) {
      try ModelFile.read(from: path.path + ".none")
    }
    #expect(missing?.code == .unreadableFile)
    let folder = #expect(throws: EstimatorError.self) { try ModelFile.read(from: "/") }
    #expect(folder?.code == .unreadableFile)
    let unwritable = #expect(throws: EstimatorError.self) {
      try Self.files[0].write(to: path.path + "/x")
    }
    #expect(unwritable?.code == .unwritableFile)
  }

  @Test func provenanceGivesTheOptionsBack() {
    let options = DatasetOptions(
      target: "y", ignored: ["b", "a"], categorical: ["c"], numeric: ["n"], missing: ["?"],
      delimiter: .bar)
    let provenance = Provenance(
      data: "a.csv", options: options, target: "y", seed: 1, trainingFraction: 1, rows: 5)
    #expect(provenance.options == options)
    #expect(provenance.ignored == ["a", "b"])
  }

  @Test func everyModelHasAStoredForm() {
    for file in Self.files { #expect(StoredModel(file.model) == file.stored) }
  }
}
