import Estimators

/// What the metadata of TensorFlow Serving says of a model: the tensors of its signature.
enum TFSignature {
  /// The metadata of a model with one signature.
  static func json(of model: ServiceModel) -> JSON {
    var inputs = JSON.Object()
    for input in conventional(model.schema) {
      inputs.append(
        input.name, tensor(input.name, input.datatype ?? "DT_DOUBLE", width: input.width))
    }
    let width = model.predictsNumber ? 1 : model.schema.classes.count
    let datatype = model.precision == .float32 ? "DT_FLOAT" : "DT_DOUBLE"
    let signature: JSON = [
      "inputs": .object(inputs),
      "outputs": ["output_0": tensor("output_0", datatype, width: width)],
      "method_name": "tensorflow/serving/predict",
    ]
    return [
      "model_spec": ["name": .string(model.name), "signature_name": "", "version": "1"],
      "metadata": ["signature_def": ["signature_def": ["serving_default": signature]]],
    ]
  }

  /// One tensor if all features are numbers, one per feature otherwise.
  private static func conventional(_ schema: Schema) -> [ServiceInput] {
    if schema.features.allSatisfy(\.isNumeric) {
      return [ServiceInput("input_0", datatype: "DT_DOUBLE", width: schema.features.count)]
    }
    return schema.features.map {
      ServiceInput($0.name, datatype: $0.isNumeric ? "DT_DOUBLE" : "DT_STRING")
    }
  }

  private static func tensor(_ name: String, _ datatype: String, width: Int) -> JSON {
    let sizes = ["-1", String(width)].map { size -> JSON in ["size": .string(size), "name": ""] }
    return [
      "dtype": .string(datatype), "tensor_shape": ["dim": .array(sizes), "unknown_rank": false],
      "name": .string(name + ":0"),
    ]
  }

  /// The model of the signature `serving_default`, or of the only one.
  ///
  /// As with all tensors, ranges, categories and the names of classes aren't told.
  static func model(
    describedBy json: JSON, _ name: String, of profile: ServiceProfile
  ) throws(ServiceError) -> ServiceModel {
    let signatures = json["metadata"]?["signature_def"]?["signature_def"]?.object
    let first = signatures?.members.first { $0.name != "__saved_model_init_op" }?.value
    guard let signature = signatures?["serving_default"] ?? first else {
      throw .answer("the metadata has no signature")
    }
    var inputs: [ServiceInput] = []
    for member in (signature["inputs"]?.object?.members ?? []).sorted(by: { $0.name < $1.name }) {
      let width = try width(of: member)
      inputs.append(
        ServiceInput(member.name, datatype: member.value["dtype"]?.string, width: width ?? 1))
    }
    guard !inputs.isEmpty else { throw .answer("the signature names no inputs") }
    var classes = 0
    for member in signature["outputs"]?.object?.members ?? [] {
      let isFloating = ["DT_FLOAT", "DT_DOUBLE"].contains(member.value["dtype"]?.string)
      if isFloating, classes == 0, let width = try width(of: member), width > 1 { classes = width }
    }
    let schema = Schema(
      features: inputs.flatMap(\.features), target: "prediction",
      classes: (0..<classes).map(String.init))
    var model = ServiceModel(name, schema: schema, of: profile)
    model.inputs = inputs
    return model
  }

  private static func width(of tensor: JSON.Object.Member) throws(ServiceError) -> Int? {
    let sizes = tensor.value["tensor_shape"]?["dim"]?.array ?? []
    let numbers = sizes.map { size in size["size"].flatMap { Double($0.string ?? $0.numeral) } }
    return try ServiceInput.width(ofShape: numbers, tensor.name)
  }
}
