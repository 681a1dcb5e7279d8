import Estimators

/// What a model's metadata says of its tensors.
enum TensorDescription {
  /// The metadata of a model.
  static func json(of model: ServiceModel) -> JSON {
    let inputs = TensorRows.conventional(model.schema).map { input -> JSON in
      [
        "name": .string(input.name), "datatype": .string(input.datatype ?? "FP64"),
        "shape": [-1, JSON(integerLiteral: input.width)],
      ]
    }
    let floating: JSON = model.precision == .float32 ? "FP32" : "FP64"
    let classes = model.schema.classes
    var outputs: [JSON] = []
    if model.predictsNumber {
      outputs = [["name": "predict", "datatype": floating, "shape": [-1, 1]]]
    } else {
      let areNumbers = classes.allSatisfy { Int($0).map(String.init) == $0 }
      outputs = [
        ["name": "predict", "datatype": areNumbers ? "INT64" : "BYTES", "shape": [-1, 1]],
        [
          "name": "predict_proba", "datatype": floating,
          "shape": [-1, JSON(integerLiteral: classes.count)],
        ],
      ]
    }
    return [
      "name": .string(model.name), "versions": ["1"], "platform": "skua",
      "inputs": .array(inputs), "outputs": .array(outputs),
    ]
  }

  /// The model that metadata describes: its inputs one after the other make the features.
  ///
  /// Ranges, categories and the names of classes aren't told: numbers range over [-1, 1], and
  /// classes are numbered if an output has a column per class.
  static func model(
    describedBy json: JSON, _ name: String, of profile: ServiceProfile
  ) throws(ServiceError) -> ServiceModel {
    var inputs: [ServiceInput] = []
    for input in json["inputs"]?.array ?? [] {
      let (name, datatype, width) = try tensor(input)
      inputs.append(ServiceInput(name, datatype: datatype, width: width ?? 1))
    }
    guard !inputs.isEmpty else { throw .answer("the description names no inputs") }
    var classes = 0
    var outputs: [String] = []
    for output in json["outputs"]?.array ?? [] {
      let (name, datatype, width) = try tensor(output)
      if datatype.hasPrefix("FP"), let width, width > 1, classes == 0 {
        classes = width
        outputs = [name]
      }
    }
    let schema = Schema(
      features: inputs.flatMap(\.features), target: "prediction",
      classes: (0..<classes).map(String.init))
    var model = ServiceModel(name, schema: schema, of: profile)
    model.inputs = inputs
    model.outputs = outputs
    return model
  }

  private static func tensor(
    _ json: JSON
  ) throws(ServiceError) -> (name: String, datatype: String, width: Int?) {
    guard let name = json["name"]?.string, let datatype = json["datatype"]?.string,
      let shape = json["shape"]?.array
    else { throw .answer("a tensor of the description lacks its name, type or shape") }
    let width = try ServiceInput.width(ofShape: shape.map(\.double), name)
    return (name, datatype, width)
  }
}
