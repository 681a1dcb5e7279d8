import Foundation
import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct BinnedFileTests {
  static let files: [BinnedFile] = {
    let provenance = Provenance(
      data: "a.csv", options: .init(ignored: ["id"]), target: "target", seed: 3,
      trainingFraction: 0.7, rows: 400)
    do {
      let data = Dataset.mixed()
      return [
        BinnedFile(try BinnedRegression(bins: 4).fitted(data).model, provenance: provenance),
        BinnedFile(try BinnedRegression(.softmax, bins: nil).fitted(data).model),
        BinnedFile(try BinnedRegression.bigML().fitted(data).model),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  private func message(_ text: String) -> String? {
    let error = #expect(throws: EstimatorError.self) {
      try BinnedFile(json: Data(text.utf8), name: "b.json")
    }
    #expect(error?.code == .malformedModel)
    #expect(error?.message.hasPrefix("b.json ") == true)
    return error?.message
  }

  @Test(arguments: files.indices) func aFileReadsBackBitForBit(index: Int) throws {
    let bytes = try Self.files[index].json()
    let again = try BinnedFile(json: bytes, name: "b.json")
    #expect(again == Self.files[index])
    #expect(try again.json() == bytes)
    #expect(BinnedFile.claims(bytes))
  }

  private static let hand = """
    {"format": "skua-model", "kind": "binned", "version": 1, "schema": {"classes": ["n", "y"],
     "features": [{"kind": "numeric", "maximum": 9, "minimum": 0, "name": "x"},
                  {"categories": ["u", "v"], "kind": "categorical", "name": "c"}], "target": "t"},
     "parameters": {"encodings": [{"kind": "bins", "thresholds": [1.5, 3]}, {"kind": "categories"}],
      "link": "logistic", "model": {"intercept": 0, "weights": [1, -1, 2, 0, 0]}}}
    """

  @Test func theFormatIsThatOfTheDocumentation() throws {
    let model = try BinnedFile(json: Data(Self.hand.utf8), name: "b.json").model
    let answers = model.predictions(
      for: [Query([.number(1.5), .missing]), Query([.number(2), .category(0)])])
    #expect(answers[0].probabilities?[1] == sigmoid(1))
    #expect(answers[1].probabilities?[1] == sigmoid(-1) && answers[1].label == 0)
    let text = String(decoding: try Self.files[0].json(), as: UTF8.self)
    #expect(
      text.hasPrefix(
        "{\"format\":\"skua-model\",\"kind\":\"binned\",\"parameters\":{\"encodings\":["))
    #expect(text.hasSuffix("\"version\":1}\n"))
  }

  @Test(arguments: [
    ("[1.5, 3]", "[3, 1.5]", "thresholds that don't rise"),
    ("[1.5, 3]", "[3, 3]", "thresholds that don't rise"),
    ("[1.5, 3]", "[1.5]", "5 weights"),
    ("{\"kind\": \"categories\"}", "{\"kind\": \"number\"}", "encodes categories as numbers"),
    (
      "{\"kind\": \"bins\", \"thresholds\": [1.5, 3]}", "{\"kind\": \"categories\"}",
      "encodes numbers as categories"
    ),
    (", {\"kind\": \"categories\"}", "", "1 encodings for 2 features"),
    ("\"logistic\"", "\"mlp\"", "no binned regression has the link 'mlp'"),
    ("\"logistic\"", "\"tree\"", "no binned regression has the link 'tree'"),
    ("\"logistic\"", "\"softmax\"", "something else than a list at 'parameters.model.weights"),
    ("[\"n\", \"y\"]", "[\"n\", \"y\", \"z\"]", "3 classes and the model has 2"),
    ("\"name\": \"c\"", "\"name\": \"x\"", "names a feature twice"),
    ("\"version\": 1", "\"version\": 2", "newer"),
    ("\"binned\"", "\"softmax\"", "no binned regression"),
    ("\"kind\": \"bins\"", "\"kind\": \"boxes\"", "kind"),
    ("[1, -1, 2, 0, 0]", "[1, -1, 2, 0, 1e999]", "NaN or too large"),
  ])
  func aMalformedFileSaysWhatIsWrong(part: String, with other: String, saying words: String) {
    #expect(Self.hand.contains(part))
    let told = message(Self.hand.replacing(part, with: other)) ?? ""
    let expected = words == "5 weights" ? "the encoding has 4 columns and the model takes 5" : words
    #expect(told.contains(expected), "\(told)")
  }

  @Test func aBinnedRegressionIsNoModelOfPointsAndTheOtherWayRound() throws {
    let binned = try Self.files[0].json()
    let error = #expect(throws: EstimatorError.self) { try ModelFile(json: binned, name: "b.json") }
    #expect(error?.message.contains("a binned regression answers rows") == true)
    let model = try ModelFileTests.files[1].json()
    #expect(!BinnedFile.claims(model) && !BinnedFile.claims(Data("{".utf8)))
    #expect(!TreeFile.claims(binned))
  }

  @Test(arguments: files.indices) func changedBytesGiveAModelOrAnErrorAndNeverACrash(
    index: Int
  ) throws {
    var generator = PhiloxGenerator(seed: UInt64(index))
    let bytes = try Self.files[index].json()
    let tokens = ["[", "]", "{", "}", ",", "-", "0", "e9", "\"", ":", "null", "7", "1"]
    var read = 0
    for _ in 0..<1000 {
      var changed = bytes
      let start = generator.integer(below: bytes.count)
      let end = min(bytes.count, start + generator.integer(below: 4))
      changed.replaceSubrange(
        start..<end, with: Data(tokens[generator.integer(below: tokens.count)].utf8))
      do {
        let file = try BinnedFile(json: changed, name: "b.json")
        let rows = file.schema.randomRows(count: 3, using: &generator)
        #expect(file.model.predictions(for: rows).count == 3)
        read += 1
      } catch {
        #expect(error.code == .malformedModel)
      }
    }
    #expect(read > 0)
    for length in stride(from: 0, to: bytes.count - 2, by: 41) {
      #expect(throws: EstimatorError.self) {
        try BinnedFile(json: bytes.prefix(length), name: "b.json")
      }
    }
  }

  @Test func filesAreWrittenAndReadByPath() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "binned.json").path
      try Self.files[1].write(to: path)
      #expect(try BinnedFile.read(from: path) == Self.files[1])
      let missing = #expect(throws: EstimatorError.self) { try BinnedFile.read(from: path + ".no") }
      #expect(missing?.code == .unreadableFile)
    }
    let schema = Schema(
      features: [Feature(name: "x", kind: .numeric(minimum: 0, maximum: 1))], target: "t",
      classes: ["a", "b"])
    let broken = BinnedFile(
      BinnedModel(
        BinnedEncoder(schema, encodings: [FeatureEncoding(.number)]),
        .logistic(LogisticModel(weights: [.nan], intercept: 0))))
    let error = #expect(throws: EstimatorError.self) { try broken.json() }
    #expect(error?.message.contains("can't be written") == true)
  }
}
