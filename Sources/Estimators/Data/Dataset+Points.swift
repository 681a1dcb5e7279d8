public import LinearAlgebra

extension Dataset {
  /// A data set of points whose features are all numeric.
  ///
  /// - Parameters:
  ///   - name: A short name.
  ///   - points: Shape `(samples, features)`, at least one sample, all finite.
  ///   - labels: The class index of each sample.
  ///   - features: A name per column; by default `x0`, `x1`, and so on.
  ///   - classes: The class names in the order of their indices.
  public init(
    name: String, points: Matrix, labels: [Int], features: [String]? = nil, classes: [String]
  ) {
    let names = features ?? (0..<points.columns).map { "x\($0)" }
    precondition(
      names.count == points.columns, "\(names.count) names for \(points.columns) columns")
    precondition(points.rows > 0 && points.isFinite, "the points are none, or not finite")
    var smallest = Array(points[row: 0])
    var largest = smallest
    for i in 0..<points.rows {
      for j in 0..<points.columns {
        smallest[j] = min(smallest[j], points[i, j])
        largest[j] = max(largest[j], points[i, j])
      }
    }
    let schema = Schema(
      features: names.indices.map {
        Feature(name: names[$0], kind: .numeric(minimum: smallest[$0], maximum: largest[$0]))
      }, target: "class", classes: classes)
    let inputs = (0..<points.rows).map { Query(numbers: points[row: $0]) }
    self.init(name: name, schema: schema, inputs: inputs, labels: labels)
  }
}
