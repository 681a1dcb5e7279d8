/// How to ask a service that Skua doesn't know: a request with places for rows, and where in the
/// answer to look.
///
/// Pointers lead from an answer to one row, which is the whole body, or an element of the array at
/// `answers`.
public struct GenericServiceTemplate: Sendable, Hashable, Codable {
  /// `POST`, unless the service wants another.
  public var method: String
  /// The path, percent-encoded, beginning with a slash; `{{model}}` stands for the model's name.
  public var path: String
  /// Headers beside those that every request has.
  public var headers: [String: String]
  /// The JSON of the body, with places for rows.
  ///
  /// A string that is a place as a whole becomes a JSON value: `"{{rows}}"` all rows as arrays,
  /// `"{{records}}"` all rows as objects, `"{{row}}"` and `"{{record}}"` one row,
  /// `"{{feature:NAME}}"` one value, `"{{columns}}"` the names of the features, `"{{model}}"` the
  /// model's name. Inside of a longer string a value becomes text. An array whose only element
  /// holds a place for one row is repeated for each.
  public var body: String
  /// Where the array with an answer per row stands; `nil` if the body answers one row.
  public var answers: JSONPointer?
  /// Where the label stands; `nil` if it follows from the scores.
  public var label: JSONPointer?
  /// Where the scores stand: an array in the order of the classes, an object by class, or one
  /// number, which is the probability of the second of two classes, or the confidence in the label.
  public var scores: JSONPointer?
  /// Where the probability of each class stands, by the class's name.
  public var probabilities: [String: JSONPointer]
  /// Where the number stands, if the target is one.
  public var value: JSONPointer?
  /// Where the service's words stand if it answers with an error.
  public var error: JSONPointer?
  /// Rows of one request at most.
  public var batch: Int
  /// How the service writes scores.
  public var precision: ServicePrecision
  /// How a missing value is sent; `nil` if rows must be complete.
  public var missing: MissingForm?

  /// A template of a path and a body that posts one row at a time.
  public init(path: String, body: String) {
    method = "POST"
    self.path = path
    headers = [:]
    self.body = body
    probabilities = [:]
    batch = 1
    precision = .float64
  }

  /// Reads a template; all but `path` and `body` may be absent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      path: try container.decode(String.self, forKey: .path),
      body: try container.decode(String.self, forKey: .body))
    method = try container.decodeIfPresent(String.self, forKey: .method) ?? method
    headers = try container.decodeIfPresent([String: String].self, forKey: .headers) ?? headers
    answers = try container.decodeIfPresent(JSONPointer.self, forKey: .answers)
    label = try container.decodeIfPresent(JSONPointer.self, forKey: .label)
    scores = try container.decodeIfPresent(JSONPointer.self, forKey: .scores)
    let pointers = try container.decodeIfPresent([String: JSONPointer].self, forKey: .probabilities)
    probabilities = pointers ?? probabilities
    value = try container.decodeIfPresent(JSONPointer.self, forKey: .value)
    error = try container.decodeIfPresent(JSONPointer.self, forKey: .error)
    batch = try container.decodeIfPresent(Int.self, forKey: .batch) ?? batch
    precision =
      try container.decodeIfPresent(ServicePrecision.self, forKey: .precision) ?? precision
    missing = try container.decodeIfPresent(MissingForm.self, forKey: .missing)
  }

  private enum CodingKeys: String, CodingKey {
    case method, path, headers, body, answers, label, scores, probabilities, value, error, batch
    case precision, missing
  }
}
