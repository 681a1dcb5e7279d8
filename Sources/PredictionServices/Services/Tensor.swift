import Estimators

/// A tensor of the Open Inference Protocol with its data as a flat list in row-major order.
struct Tensor {
  var name: String
  var datatype: String
  var shape: [Int]
  var data: [JSON]

  init(_ name: String, _ datatype: String, _ shape: [Int], _ data: [JSON]) {
    self.name = name
    self.datatype = datatype
    self.shape = shape
    self.data = data
  }

  /// Most elements that a tensor may have.
  private static let largest = 1 << 24

  /// Reads a tensor; its data may be flat, or nested as its shape says.
  ///
  /// - Throws: `ServiceError` of code `malformedRequest`.
  init(_ json: JSON) throws(ServiceError) {
    guard let name = try json.required("name").string,
      let datatype = try json.required("datatype").string
    else { throw .malformed("'name' and 'datatype' of a tensor must be texts") }
    var shape: [Int] = []
    var (count, width) = (1, 1)
    for size in try json.required("shape").elements(of: "shape") {
      guard case .number(let text) = size, let size = Int(text), (0...Self.largest).contains(size)
      else { throw .malformed("the shape of \(name.quoted) holds \(size.kind)") }
      // A size of 0 hides the others in the count, not in the width of a row.
      if !shape.isEmpty { width *= size }
      shape.append(size)
      count *= size
      guard count <= Self.largest, width <= Self.largest else {
        throw .malformed("the tensor \(name.quoted) is too large")
      }
    }
    let data = try json.required("data").elements(of: "data").flatMap(Self.flat)
    guard !shape.isEmpty, data.count == count else {
      throw .malformed(
        "the tensor \(name.quoted) of shape \(shape) has \(data.count) elements")
    }
    self.init(name, datatype, shape, data)
  }

  private static func flat(_ json: JSON) -> [JSON] {
    if case .array(let elements) = json { elements.flatMap(flat) } else { [json] }
  }

  /// The tensor as it is sent.
  var json: JSON {
    [
      "name": .string(name), "shape": .array(shape.map { JSON(integerLiteral: $0) }),
      "datatype": .string(datatype), "data": .array(data),
    ]
  }

  /// Number of rows, and of elements in a row.
  var rows: Int { shape[0] }
  var width: Int { shape.dropFirst().reduce(1, *) }

  /// The elements of a row.
  func row(_ index: Int) -> ArraySlice<JSON> { data[index * width..<(index + 1) * width] }

  /// Whether the elements are binary fractions.
  var isFloating: Bool { datatype.hasPrefix("FP") || datatype == "BF16" }
}
