public import LinearAlgebra

/// Rows under a schema, each with its class or its number.
public struct Dataset: Sendable, Equatable {
  /// A short name: that of the shipped set, or of the file.
  public let name: String
  /// Names, kinds, ranges and classes, taken over all rows of the original table.
  public let schema: Schema
  /// One input per row, with a value for each feature of the schema.
  public let inputs: [Query]
  /// The class index of each row; 0 where the target is a number.
  public let labels: [Int]
  /// The target's number in each row; `nil` where the target is a class.
  public let values: [Double]?

  /// A data set of inputs and their labels.
  public init(name: String, schema: Schema, inputs: [Query], labels: [Int]) {
    precondition(
      inputs.count == labels.count, "\(inputs.count) inputs and \(labels.count) labels")
    self.name = name
    self.schema = schema
    self.inputs = inputs
    self.labels = labels
    values = nil
  }

  /// A data set of inputs and the number to predict for each, under a schema without classes.
  public init(name: String, schema: Schema, inputs: [Query], values: [Double]) {
    precondition(
      inputs.count == values.count, "\(inputs.count) inputs and \(values.count) values")
    precondition(schema.classes.isEmpty, "a number is no class of \(schema.classes)")
    self.name = name
    self.schema = schema
    self.inputs = inputs
    labels = [Int](repeating: 0, count: inputs.count)
    self.values = values
  }

  /// Number of rows.
  public var count: Int { inputs.count }

  /// The rows with the given indices, in that order, under the same schema.
  public func selecting(_ indices: some Sequence<Int>) -> Dataset {
    let indices = Array(indices)
    let chosen = indices.map { inputs[$0] }
    if let values {
      return Dataset(
        name: name, schema: schema, inputs: chosen, values: indices.map { values[$0] })
    }
    return Dataset(
      name: name, schema: schema, inputs: chosen, labels: indices.map { labels[$0] })
  }

  /// The rows as points of the encoded cube: `(count, encoded features)`.
  public func encoded() -> Matrix {
    Encoder(schema).points(for: inputs)
  }

  /// A random split into the part to train on and the part never trained on.
  ///
  /// The split depends on the generator alone. Both parts keep the schema of the whole.
  /// - Parameters:
  ///   - trainingFraction: Share of the rows that is trained on, rounded to whole rows.
  ///   - generator: Draws the order in which rows are dealt out.
  public func split(
    trainingFraction: Double = 0.7, using generator: inout some RandomNumberGenerator
  ) -> (training: Dataset, test: Dataset) {
    precondition(
      trainingFraction > 0 && trainingFraction <= 1, "no share of \(trainingFraction)")
    let order = generator.permutation(count)
    let trained = Int((Double(count) * trainingFraction).rounded())
    return (selecting(order.prefix(trained)), selecting(order.dropFirst(trained)))
  }
}
