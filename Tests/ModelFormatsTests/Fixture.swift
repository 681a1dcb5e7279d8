import Estimators
import Foundation
import Testing

/// Files that `Tests/Fixtures/pmml_trees.py` made with sklearn2pmml, and scikit-learn's answers.
struct Fixture: Decodable {
  struct Expected: Decodable {
    let predictions: [Answer]
    let leaves: Int
    let confidences: [Double]
  }

  /// A class or a number.
  enum Answer: Decodable {
    case label(String)
    case value(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Double.self) {
        self = .value(value)
      } else {
        self = .label(try container.decode(String.self))
      }
    }
  }

  let rows: [[String]]
  let classes: Expected
  let binary: Expected
  let number: Expected

  private enum CodingKeys: String, CodingKey {
    case rows, classes, number
    case binary = "classes-binary"
  }

  static func load() throws -> Fixture {
    try JSONDecoder().decode(Fixture.self, from: data("expected.json"))
  }

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Fixtures/\(name)"))
  }
}

/// The error that reading something gives, which must be about a malformed model and name the file.
func refusal(
  _ name: String, _ read: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) -> String {
  let error = #expect(throws: EstimatorError.self, sourceLocation: sourceLocation) { try read() }
  #expect(error?.code == .malformedModel, sourceLocation: sourceLocation)
  #expect(error?.message.hasPrefix(name) == true, sourceLocation: sourceLocation)
  return error?.message ?? ""
}
