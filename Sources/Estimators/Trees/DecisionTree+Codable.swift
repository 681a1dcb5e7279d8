/// As {"nodes": [..], "schema": {..}}; what doesn't make a tree isn't decoded.
extension DecisionTree: Codable {
  private enum CodingKeys: String, CodingKey { case schema, nodes }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decode(Schema.self, forKey: .schema)
    let nodes = try container.decode([Node].self, forKey: .nodes)
    if let fault = Self.fault(of: nodes, under: schema) {
      throw DecodingError.dataCorruptedError(
        forKey: .nodes, in: container, debugDescription: fault)
    }
    try self.init(schema: schema, nodes: nodes)
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(nodes, forKey: .nodes)
  }
}
