import LinearAlgebra

/// Encoded rows and labels that a classifier can be fitted to.
struct TrainingSet {
  /// The encoded rows: `(samples, features)`.
  let points: Matrix
  /// The class index of each row.
  let labels: [Int]
  /// Number of classes in the schema; some may have no row.
  let classes: Int

  /// Rows that were encoded and checked elsewhere.
  init(points: Matrix, labels: [Int], classes: Int) {
    self.points = points
    self.labels = labels
    self.classes = classes
  }

  /// Encodes the rows and checks what every classifier needs.
  init(_ data: Dataset) throws(EstimatorError) {
    try data.checkClasses()
    points = data.encoded()
    labels = data.labels
    classes = data.schema.classes.count
    try checkFinite(data)
  }

  /// The labels as probabilities, 1 for the class of the row: `(samples, classes)`.
  var oneHotLabels: Matrix {
    var rows = Matrix(rows: labels.count, columns: classes)
    for (i, label) in labels.enumerated() { rows.elements[i * classes + label] = 1 }
    return rows
  }

  /// Refuses NaN and infinity, naming the first row and column.
  private func checkFinite(_ data: Dataset) throws(EstimatorError) {
    guard let index = points.elements.firstIndex(where: { !$0.isFinite }) else { return }
    let column = Encoder(data.schema).columnNames[index % points.columns]
    throw EstimatorError(
      .unfitData,
      "\(data.name), row \(index / points.columns + 1): column \(column.quoted) encodes to "
        + "\(points.elements[index]); remove the row or correct the column's range")
  }
}

extension Dataset {
  /// Refuses what no classifier can be fitted to: a target that is a number, fewer rows than
  /// classes, rows of one class only.
  func checkClasses() throws(EstimatorError) {
    guard values == nil else {
      throw EstimatorError(
        .unfitData,
        "the target \(schema.target.quoted) of \(name) is a number, which only a regression tree "
          + "predicts")
    }
    let names = schema.classes
    for label in labels {
      precondition(names.indices.contains(label), "label \(label) of \(names.count) classes")
    }
    guard count >= max(names.count, 2) else {
      throw EstimatorError(
        .unfitData,
        "\(name) has \(count) rows for \(names.count) classes; "
          + "a model needs at least as many rows as classes")
    }
    let first = labels[0]
    guard labels.contains(where: { $0 != first }) else {
      throw EstimatorError(
        .unfitData,
        "all \(count) rows of \(name) are of class \(names[first].quoted); "
          + "a model needs rows of at least two classes")
    }
  }
}
