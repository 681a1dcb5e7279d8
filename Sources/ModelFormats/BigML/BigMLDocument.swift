// The parts of BigML's model resource that make a tree, as its API documentation and its public
// bindings describe them.

/// A model as BigML's API gives it: the resource itself, or the answer that holds it as `object`.
struct BigMLDocument: Decodable {
  let resource: Resource

  private enum CodingKeys: String, CodingKey { case object }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    resource =
      container.contains(.object)
      ? try container.decode(Resource.self, forKey: .object) : try Resource(from: decoder)
  }

  struct Resource: Decodable {
    var model: Model
    var objectiveField: String?
    var objectiveFields: [String]?
    var inputFields: [String]?

    private enum CodingKeys: String, CodingKey {
      case model
      case objectiveField = "objective_field"
      case objectiveFields = "objective_fields"
      case inputFields = "input_fields"
    }
  }

  struct Model: Decodable {
    var fields: [String: Field]?
    var modelFields: [String: Field]?
    var root: Node

    private enum CodingKeys: String, CodingKey {
      case fields, root
      case modelFields = "model_fields"
    }
  }

  struct Field: Decodable {
    var name: String
    var optype: String
    var summary: Summary?
    var columnNumber: Int?

    private enum CodingKeys: String, CodingKey {
      case name, optype, summary
      case columnNumber = "column_number"
    }
  }

  /// What is known of a field's values, or of the target in a node's rows.
  struct Summary: Decodable {
    var minimum: Double?
    var maximum: Double?
    var categories: [Count]?
  }

  /// A category and how often it occurs.
  struct Count: Decodable {
    var category: Scalar
    var rows: Double

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      category = try container.decode(Scalar.self)
      rows = try container.decode(Double.self)
    }
  }

  struct Node: Decodable {
    var output: Scalar
    var confidence: Double?
    var count: Double?
    var predicate: Condition
    var summary: Summary?
    var children: [Node]?

    private enum CodingKeys: String, CodingKey {
      case output, confidence, count, predicate, children
      case summary = "objective_summary"
    }
  }

  /// The condition of a node: `true` at the root, an operator and a value elsewhere.
  struct Condition: Decodable {
    var test: Test?
    var holds = true

    struct Test: Decodable {
      var `operator`: String
      var field: String
      var value: Operand?
      var term: Scalar?
    }

    init(from decoder: any Decoder) throws {
      if let holds = try? decoder.singleValueContainer().decode(Bool.self) {
        self.holds = holds
      } else {
        test = try Test(from: decoder)
      }
    }
  }

  /// What a condition compares with: one value, or a list of them.
  enum Operand: Decodable {
    case one(Scalar)
    case many([Scalar])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Scalar.self) {
        self = .one(value)
      } else {
        self = .many(try container.decode([Scalar].self))
      }
    }
  }

  /// A text, or a number or truth value that stands for one.
  enum Scalar: Decodable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let truth = try? container.decode(Bool.self) {
        self = .text(truth ? "true" : "false")
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
}
